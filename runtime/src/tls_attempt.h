// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call of OpenSSL on a connection whose descriptor may block, made so that it cannot.
#pragma once

#include <cstdint>
#include <openssl/ssl.h>

namespace coax::detail {

/// Refers to a callable that calls OpenSSL and returns its result.
class tls_call {
public:
  template <class Callable>
  explicit tls_call(const Callable &callable) noexcept
      : callable_(&callable),
        run_([](const void *known) { return (*static_cast<const Callable *>(known))(); }) {}
  int operator()() const { return run_(callable_); }

private:
  const void *callable_;
  int (*run_)(const void *);
};

/// What came of an attempt.
struct tls_attempt {
  int result = -1;
  int error = 0;             ///< errno
  std::uint32_t blocked = 0; ///< EPOLLIN or EPOLLOUT: what a blocking call would wait for; 0: ended
  int fd = -1;               ///< the descriptor to wait for
  bool has_moved = true;     ///< bytes were read or sent; true when it is not known
  bool is_no_socket = false; ///< nothing was tried: MSG_DONTWAIT is for sockets only
};

/// Empties the error queue and makes the call, which ends with what it would give on a non-blocking
/// descriptor. `by_flag`: with O_NONBLOCK on the descriptors meanwhile, in any case.
/// Throws std::bad_alloc.
tls_attempt tls_try(SSL *ssl, tls_call call, bool by_flag);

} // namespace coax::detail
