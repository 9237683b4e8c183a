// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A BIO in memory waits for nothing, and after a handshake that failed nothing is sent. Not seen yet:
// what a pointer leads to, and how a connection stands, is not followed.
struct BIO;
struct SSL;
extern "C" {
BIO *BIO_new(const void *method);
const void *BIO_s_mem();
int BIO_write(BIO *bio, const void *data, int size);
int SSL_connect(SSL *connection);
int SSL_shutdown(SSL *connection);
}

int print(const char *text) {
  BIO *out = BIO_new(BIO_s_mem());
  return BIO_write(out, text, 1); // known-false-alarm: blocking-socket
}

bool greet(SSL *connection) {
  if (SSL_connect(connection) == 1) // expect-finding: blocking-socket
    return true;
  SSL_shutdown(connection); // known-false-alarm: blocking-socket
  return false;
}
