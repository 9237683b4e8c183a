// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenSSL's connection calls that do not block the loop: same arguments, same results. Link
// coax::tls.
//
// SSL_get_error() after the await tells what it would have told after the call. It reads the error
// queue, which like errno belongs to the thread and so to all its tasks: read SSL_get_error(),
// ERR_get_error() and errno before the next await. Each call starts with an empty queue; what other
// calls have left in it is dropped.
//
// The descriptors stay as they are: socket BIOs are used with MSG_DONTWAIT. On a descriptor that
// the program itself made non-blocking the calls return SSL_ERROR_WANT_READ and _WRITE as the
// originals do, and so they do when SO_RCVTIMEO or SO_SNDTIMEO is over (errno is EAGAIN). With
// other BIOs that have a descriptor, with kernel TLS and with pipes the descriptor is non-blocking
// during each attempt; who shares it (dup, fork) and uses it at that moment can see EAGAIN. BIOs
// without a descriptor, such as memory, are used as they are. Not for DTLS, whose timers are not
// followed.
//
// An SSL belongs to the tasks of one loop. One may read while another writes; tasks that write wait
// for one another, each write whole. A cancelled read or handshake may be tried again. After a
// cancelled write only the same write may follow, or the end of the connection, because half a
// record may be on its way; OpenSSL refuses others (SSL_R_BAD_WRITE_RETRY, SSL_R_BAD_LENGTH),
// except those it cannot tell from the first with SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER.
#pragma once

#include <coax/task.hpp>
#include <cstddef>
#include <openssl/ssl.h>

namespace coax::tls {

/// SSL_connect(3ssl), SSL_accept(3ssl), SSL_do_handshake(3ssl).
task<int> SSL_connect(SSL *ssl);
task<int> SSL_accept(SSL *ssl);
task<int> SSL_do_handshake(SSL *ssl);

/// SSL_read(3ssl). The buffer must stay valid until the await returns.
task<int> SSL_read(SSL *ssl, void *buffer, int size);
task<int> SSL_read_ex(SSL *ssl, void *buffer, std::size_t size, std::size_t *count);
/// SSL_peek(3ssl).
task<int> SSL_peek(SSL *ssl, void *buffer, int size);
task<int> SSL_peek_ex(SSL *ssl, void *buffer, std::size_t size, std::size_t *count);

/// SSL_write(3ssl): until everything is sent, unless SSL_MODE_ENABLE_PARTIAL_WRITE is on. A peer
/// that is gone is SIGPIPE, as it is for the original.
task<int> SSL_write(SSL *ssl, const void *buffer, int size);
task<int> SSL_write_ex(SSL *ssl, const void *buffer, std::size_t size, std::size_t *count);

/// SSL_shutdown(3ssl): 0 when this side is ended, 1 when both are. Waits for a write under way.
task<int> SSL_shutdown(SSL *ssl);

} // namespace coax::tls
