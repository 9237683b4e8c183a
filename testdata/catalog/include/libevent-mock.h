// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of libevent and libev, without the library: arguments are any.
#pragma once

extern "C" {
int event_base_dispatch(...);
int event_dispatch(...);
int event_base_loop(...);
int ev_run(...);
int ev_loop(...);
int evutil_getaddrinfo(...);
int evutil_make_socket_nonblocking(...);
}
