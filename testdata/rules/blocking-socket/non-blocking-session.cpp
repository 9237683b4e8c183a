// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sessions of other libraries over descriptors in non-blocking mode. Not seen yet: only descriptors
// are followed.
struct Session;
extern "C" {
void libssh2_session_set_blocking(Session *session, int blocking);
int libssh2_session_handshake(Session *session, int socket);
int gnutls_handshake(Session *session);
}

int greet(Session *ssh, Session *tls, int fd) {
  libssh2_session_set_blocking(ssh, 0);
  return libssh2_session_handshake(ssh, fd) + // known-false-alarm: blocking-socket
         gnutls_handshake(tls); // known-false-alarm: blocking-socket
}
