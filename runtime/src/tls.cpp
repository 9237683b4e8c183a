// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each attempt is made without an await, so that OpenSSL never sees two calls on one connection at
// once. Between attempts other tasks may use it, as programs with non-blocking sockets do:
// OpenSSL keeps reading and writing apart, and goes on with a handshake in whichever call comes
// next. Only a write must be repeated as it was before another may begin.
#include "retry.h"
#include "tls_attempt.h"

#include <cerrno>
#include <coax/mutex.hpp>
#include <coax/tls.hpp>
#include <memory>
#include <new>

namespace coax::tls {

namespace {

using detail::instant;
using detail::tls_attempt;
using detail::tls_call;

/// What an SSL carries for these calls, made by the first of them and destroyed with it.
struct connection {
  coax::mutex writing;
  bool by_flag = false; ///< its descriptors are no sockets
};

void destroy(void *, void *known, CRYPTO_EX_DATA *, int, long, void *) noexcept {
  delete static_cast<connection *>(known);
}

int leave_out(CRYPTO_EX_DATA *, const CRYPTO_EX_DATA *, void **copy, int, long, void *) noexcept {
  *copy = nullptr; // SSL_dup
  return 1;
}

connection &connection_of(SSL *ssl) {
  static const int place = SSL_get_ex_new_index(0, nullptr, nullptr, &leave_out, &destroy);
  if (auto *known = static_cast<connection *>(SSL_get_ex_data(ssl, place)))
    return *known;
  auto made = std::make_unique<connection>();
  if (!SSL_set_ex_data(ssl, place, made.get()))
    throw std::bad_alloc();
  return *made.release();
}

tls_attempt attempt(SSL *ssl, tls_call call) {
  connection &known = connection_of(ssl);
  tls_attempt tried = detail::tls_try(ssl, call, known.by_flag);
  if (!tried.is_no_socket)
    return tried;
  known.by_flag = true;
  return detail::tls_try(ssl, call, true);
}

/// Repeats the call until it has ended. A wait that ends with an error is followed by one more
/// attempt: SSL_get_error tells of the last call on the SSL, which may have been another task's.
template <class Call> task<int> repeat(SSL *ssl, Call call) {
  detail::turn_wait turn(false);
  co_await turn;
  instant deadline = 0;
  for (int error = 0;;) {
    const tls_attempt tried = attempt(ssl, tls_call(call));
    if (error || !tried.blocked) {
      errno = tried.blocked ? error : tried.error;
      co_return tried.result;
    }
    if (tried.has_moved)
      deadline = 0; // the limits of a socket are for each of its system calls
    const detail::direction way = tried.blocked == EPOLLIN ? detail::incoming : detail::outgoing;
    error = co_await detail::wait_once(tried.fd, way, deadline);
  }
}

template <class Call> task<int> repeat_in_turn(SSL *ssl, Call call) {
  coax::mutex &writing = connection_of(ssl).writing;
  if (!writing.try_lock())
    co_await writing.lock();
  const unique_lock turn(writing, adopt_lock);
  const int result = co_await repeat(ssl, call);
  co_return result;
}

} // namespace

task<int> SSL_connect(SSL *ssl) {
  return repeat(ssl, [=] { return ::SSL_connect(ssl); });
}

task<int> SSL_accept(SSL *ssl) {
  return repeat(ssl, [=] { return ::SSL_accept(ssl); });
}

task<int> SSL_do_handshake(SSL *ssl) {
  return repeat(ssl, [=] { return ::SSL_do_handshake(ssl); });
}

task<int> SSL_read(SSL *ssl, void *buffer, int size) {
  return repeat(ssl, [=] { return ::SSL_read(ssl, buffer, size); });
}

task<int> SSL_read_ex(SSL *ssl, void *buffer, std::size_t size, std::size_t *count) {
  return repeat(ssl, [=] { return ::SSL_read_ex(ssl, buffer, size, count); });
}

task<int> SSL_peek(SSL *ssl, void *buffer, int size) {
  return repeat(ssl, [=] { return ::SSL_peek(ssl, buffer, size); });
}

task<int> SSL_peek_ex(SSL *ssl, void *buffer, std::size_t size, std::size_t *count) {
  return repeat(ssl, [=] { return ::SSL_peek_ex(ssl, buffer, size, count); });
}

task<int> SSL_write(SSL *ssl, const void *buffer, int size) {
  return repeat_in_turn(ssl, [=] { return ::SSL_write(ssl, buffer, size); });
}

task<int> SSL_write_ex(SSL *ssl, const void *buffer, std::size_t size, std::size_t *count) {
  return repeat_in_turn(ssl, [=] { return ::SSL_write_ex(ssl, buffer, size, count); });
}

task<int> SSL_shutdown(SSL *ssl) {
  return repeat_in_turn(ssl, [=] { return ::SSL_shutdown(ssl); });
}

} // namespace coax::tls
