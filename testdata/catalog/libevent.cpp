// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libevent and libev.
#include <any.h>
#include <libevent-mock.h>

void calls() {
  event_base_dispatch(any); // expect-site: event_base_dispatch wait in-context
  event_dispatch(any);      // expect-site: event_dispatch wait in-context
  event_base_loop(any);     // expect-site: event_base_loop wait in-context
  ev_run(any);              // expect-site: ev_run wait in-context
  ev_loop(any);             // expect-site: ev_loop wait in-context
  evutil_make_socket_nonblocking(any);
  evutil_getaddrinfo(any);  // expect-site: evutil_getaddrinfo dns
}
