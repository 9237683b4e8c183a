// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sessions of libraries: in non-blocking mode by themselves, or as the descriptor is that they are on.
#include <fcntl.h>
#include <sys/socket.h>

#include <memory>

struct SSH;
struct Channel;
struct TLS;
struct SSL;
extern "C" {
void libssh2_session_set_blocking(SSH *session, int blocking);
int libssh2_session_handshake(SSH *session, int socket);
Channel *libssh2_channel_open_ex(SSH *session, const char *type);
long libssh2_channel_read_ex(Channel *channel, int stream, char *buffer, unsigned long size);
int gnutls_init(TLS **session, unsigned flags);
int gnutls_handshake(TLS *session);
SSL *SSL_new(void *context);
void SSL_free(SSL *connection);
int SSL_set_fd(SSL *connection, int fd);
int SSL_read(SSL *connection, void *buffer, int size);
}
#define GNUTLS_CLIENT 2
#define GNUTLS_NONBLOCK 4

char buffer[8];

void sessions(SSH *ssh, SSH *waiting, int fd) {
  libssh2_session_set_blocking(ssh, 0);
  libssh2_session_handshake(ssh, fd);
  libssh2_session_handshake(waiting, fd); // expect-finding: blocking-socket
  Channel *channel = libssh2_channel_open_ex(ssh, "session");
  libssh2_channel_read_ex(channel, 0, buffer, 8);
  Channel *slow = libssh2_channel_open_ex(waiting, "session"); // expect-finding: blocking-socket
  libssh2_channel_read_ex(slow, 0, buffer, 8);                 // expect-finding: blocking-socket
}

class Client {
public:
  Client() { gnutls_init(&session_, GNUTLS_CLIENT | GNUTLS_NONBLOCK); }
  int greet() { return gnutls_handshake(session_); }

private:
  TLS *session_ = nullptr;
};

int waits() {
  TLS *session = nullptr;
  gnutls_init(&session, GNUTLS_CLIENT);
  return gnutls_handshake(session); // expect-finding: blocking-socket
}

struct Free {
  void operator()(SSL *connection) const { SSL_free(connection); }
};

class Connection {
public:
  explicit Connection(int fd) : fd_(fd), ssl_(SSL_new(nullptr)) {
    fcntl(fd_, F_SETFL, O_NONBLOCK);
    SSL_set_fd(ssl_.get(), fd_);
  }
  int read() { return SSL_read(ssl_.get(), buffer, 8); }

private:
  int fd_;
  std::unique_ptr<SSL, Free> ssl_;
};

int reads(int fd) {
  SSL *connection = SSL_new(nullptr);
  SSL_set_fd(connection, fd);
  return SSL_read(connection, buffer, 8); // expect-finding: blocking-socket
}
