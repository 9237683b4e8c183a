// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tls_attempt.h"

#include "descriptor.h"
#include <cerrno>
#include <fcntl.h>
#include <new>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace coax::detail {

namespace {

/// What OpenSSL reads or writes through during an attempt: a BIO that has the place of a socket BIO
/// and uses its descriptor with MSG_DONTWAIT.
class stand_in {
public:
  stand_in();
  ~stand_in() { BIO_free(bio_); }
  stand_in(const stand_in &) = delete;
  stand_in &operator=(const stand_in &) = delete;

  /// Takes over descriptor and flags; give_back() hands the flags, which SSL_get_error and BIO_eof
  /// look at, back.
  void take_over(BIO *original) noexcept;
  void give_back() noexcept;

  BIO *bio() const noexcept { return bio_; }
  BIO *original() const noexcept { return original_; }
  bool has_blocked = false;
  bool has_moved = false;
  bool is_no_socket = false;

private:
  static BIO_METHOD *method();
  static stand_in &of(BIO *bio) noexcept { return *static_cast<stand_in *>(BIO_get_data(bio)); }
  static int read(BIO *bio, char *buffer, int size) noexcept;
  static int write(BIO *bio, const char *buffer, int size) noexcept;
  static long control(BIO *bio, int command, long number, void *pointer) noexcept;
  bool is_to_be_retried(int result) noexcept;

  BIO *bio_;
  BIO *original_ = nullptr;
  int fd_ = -1;
};

constexpr int kept_flags = BIO_FLAGS_RWS | BIO_FLAGS_SHOULD_RETRY | BIO_FLAGS_IN_EOF;

void copy_flags(BIO *from, BIO *to) noexcept {
  BIO_clear_flags(to, kept_flags);
  BIO_set_flags(to, BIO_test_flags(from, kept_flags));
}

// A descriptor BIO by its type, so that SSL_get_fd finds it from callbacks.
BIO_METHOD *make_method(int (*read)(BIO *, char *, int), int (*write)(BIO *, const char *, int),
                        long (*control)(BIO *, int, long, void *)) {
  const int type = BIO_get_new_index() | BIO_TYPE_SOURCE_SINK | BIO_TYPE_DESCRIPTOR;
  BIO_METHOD *made = BIO_meth_new(type, "coax socket");
  if (!made || !BIO_meth_set_read(made, read) || !BIO_meth_set_write(made, write) ||
      !BIO_meth_set_ctrl(made, control))
    throw std::bad_alloc();
  return made;
}

BIO_METHOD *stand_in::method() {
  static BIO_METHOD *const known = make_method(&read, &write, &control);
  return known;
}

stand_in::stand_in() : bio_(BIO_new(method())) {
  if (!bio_)
    throw std::bad_alloc();
  BIO_set_data(bio_, this);
  BIO_set_init(bio_, 1);
}

void stand_in::take_over(BIO *original) noexcept {
  original_ = original;
  fd_ = static_cast<int>(BIO_get_fd(original, nullptr));
  has_blocked = has_moved = is_no_socket = false;
  copy_flags(original, bio_);
}

void stand_in::give_back() noexcept {
  copy_flags(bio_, original_);
  original_ = nullptr;
}

bool stand_in::is_to_be_retried(int result) noexcept {
  has_moved |= result > 0;
  has_blocked = result < 0 && would_block(errno);
  is_no_socket |= result < 0 && errno == ENOTSOCK;
  return result <= 0 && (is_no_socket || BIO_sock_should_retry(result));
}

// As the socket BIO does it. Source: BIO_s_socket(3ssl), BIO_should_retry(3ssl).
int stand_in::read(BIO *bio, char *buffer, int size) noexcept {
  stand_in &self = of(bio);
  errno = 0;
  const auto n =
      static_cast<int>(::recv(self.fd_, buffer, static_cast<std::size_t>(size), MSG_DONTWAIT));
  BIO_clear_retry_flags(bio);
  if (self.is_to_be_retried(n))
    BIO_set_retry_read(bio);
  else if (n == 0)
    BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
  return n;
}

int stand_in::write(BIO *bio, const char *buffer, int size) noexcept {
  stand_in &self = of(bio);
  errno = 0;
  const auto n =
      static_cast<int>(::send(self.fd_, buffer, static_cast<std::size_t>(size), MSG_DONTWAIT));
  BIO_clear_retry_flags(bio);
  if (self.is_to_be_retried(n))
    BIO_set_retry_write(bio);
  return n;
}

long stand_in::control(BIO *bio, int command, long number, void *pointer) noexcept {
  if (command == BIO_CTRL_EOF)
    return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
  return BIO_ctrl(of(bio).original_, command, number, pointer);
}

BIO *share(BIO *bio) noexcept {
  BIO_up_ref(bio);
  return bio;
}

/// Stand-ins in both places of an SSL, while it lives. A thread needs one for each side: no attempt
/// is made within another.
class with_stand_ins {
public:
  explicit with_stand_ins(SSL *ssl) : ssl_(ssl), reader_(of_thread(0)), writer_(writer_for(ssl)) {
    reader_.take_over(share(SSL_get_rbio(ssl)));
    BIO *const out = share(SSL_get_wbio(ssl));
    if (&writer_ != &reader_)
      writer_.take_over(out);
    SSL_set0_rbio(ssl, share(reader_.bio()));
    SSL_set0_wbio(ssl, share(writer_.bio()));
  }
  with_stand_ins(const with_stand_ins &) = delete;
  with_stand_ins &operator=(const with_stand_ins &) = delete;
  // A callback may have given the SSL another BIO: that one stays.
  ~with_stand_ins() {
    BIO *const in = reader_.original();
    BIO *const out = writer_.original();
    const bool reads_here = SSL_get_rbio(ssl_) == reader_.bio();
    const bool writes_here = SSL_get_wbio(ssl_) == writer_.bio();
    reader_.give_back();
    if (&writer_ != &reader_)
      writer_.give_back();
    reads_here ? SSL_set0_rbio(ssl_, in) : static_cast<void>(BIO_free(in));
    writes_here ? SSL_set0_wbio(ssl_, out) : static_cast<void>(BIO_free(out));
  }

  bool has_blocked() const noexcept { return reader_.has_blocked || writer_.has_blocked; }
  bool has_moved() const noexcept { return reader_.has_moved || writer_.has_moved; }
  bool is_no_socket() const noexcept { return reader_.is_no_socket || writer_.is_no_socket; }

private:
  static stand_in &of_thread(int side) {
    static thread_local stand_in both[2];
    return both[side];
  }
  static stand_in &writer_for(SSL *ssl) {
    return of_thread(SSL_get_rbio(ssl) == SSL_get_wbio(ssl) ? 0 : 1);
  }

  SSL *ssl_;
  stand_in &reader_;
  stand_in &writer_; ///< the same one when the SSL has one BIO for both sides
};

/// O_NONBLOCK on a descriptor while it lives; nothing for -1.
class non_blocking {
public:
  explicit non_blocking(int fd) noexcept : fd_(fd), before_(fd < 0 ? -1 : ::fcntl(fd, F_GETFL)) {
    if (is_mine())
      ::fcntl(fd_, F_SETFL, before_ | O_NONBLOCK);
  }
  ~non_blocking() {
    if (is_mine())
      ::fcntl(fd_, F_SETFL, before_);
  }
  non_blocking(const non_blocking &) = delete;
  non_blocking &operator=(const non_blocking &) = delete;

private:
  bool is_mine() const noexcept { return before_ >= 0 && !(before_ & O_NONBLOCK); }
  int fd_;
  int before_;
};

/// A socket BIO with nobody who wants to see what it does and no TLS in the kernel behind it.
bool is_plain_socket(BIO *bio) noexcept {
  return bio && BIO_method_type(bio) == BIO_TYPE_SOCKET && !BIO_get_callback_ex(bio) &&
         !BIO_get_ktls_send(bio) && !BIO_get_ktls_recv(bio);
}

bool can_stand_in(SSL *ssl) noexcept {
  return !(SSL_get_options(ssl) & SSL_OP_ENABLE_KTLS) && is_plain_socket(SSL_get_rbio(ssl)) &&
         is_plain_socket(SSL_get_wbio(ssl));
}

/// Says what a call that has blocked waits for, unless OpenSSL has given up on it.
void judge(SSL *ssl, tls_attempt &tried) noexcept {
  const int why = SSL_get_error(ssl, tried.result);
  if (why == SSL_ERROR_WANT_READ) {
    tried.blocked = EPOLLIN;
    tried.fd = SSL_get_rfd(ssl);
  } else if (why == SSL_ERROR_WANT_WRITE) {
    tried.blocked = EPOLLOUT;
    tried.fd = SSL_get_wfd(ssl);
  }
}

/// Looking for the descriptors, too, can leave an error in the queue.
int from_clean_state(tls_call call) {
  ERR_clear_error();
  errno = 0;
  return call();
}

tls_attempt try_by_flag(SSL *ssl, tls_call call) {
  tls_attempt tried;
  const int in = SSL_get_rfd(ssl);
  const int out = SSL_get_wfd(ssl);
  const non_blocking reading(in);
  const non_blocking writing(out == in ? -1 : out);
  tried.result = from_clean_state(call);
  tried.error = errno;
  if (tried.result <= 0 && would_block(tried.error))
    judge(ssl, tried);
  return tried;
}

tls_attempt try_by_stand_in(SSL *ssl, tls_call call) {
  tls_attempt tried;
  const with_stand_ins scope(ssl);
  tried.result = from_clean_state(call);
  tried.error = errno;
  tried.has_moved = scope.has_moved();
  tried.is_no_socket = tried.result <= 0 && scope.is_no_socket();
  if (tried.result <= 0 && scope.has_blocked())
    judge(ssl, tried);
  return tried;
}

} // namespace

tls_attempt tls_try(SSL *ssl, tls_call call, bool by_flag) {
  return by_flag || !can_stand_in(ssl) ? try_by_flag(ssl, call) : try_by_stand_in(ssl, call);
}

} // namespace coax::detail
