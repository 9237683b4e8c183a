// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A BIO in memory waits for nothing, nor does a connection over one. After a handshake that failed
// nothing is sent: not seen yet, as how a connection stands is not followed.
struct BIO;
struct SSL;
extern "C" {
BIO *BIO_new(const void *method);
const void *BIO_s_mem();
const void *BIO_s_socket();
int BIO_write(BIO *bio, const void *data, int size);
void SSL_set_bio(SSL *connection, BIO *in, BIO *out);
int SSL_connect(SSL *connection);
int SSL_shutdown(SSL *connection);
int BIO_new_bio_pair(BIO **one, unsigned long size, BIO **other, unsigned long otherSize);
int BIO_read(BIO *bio, void *data, int size);
}

int print(const char *text) {
  BIO *out = BIO_new(BIO_s_mem());
  return BIO_write(out, text, 1);
}

int send(const char *text) {
  BIO *out = BIO_new(BIO_s_socket());
  return BIO_write(out, text, 1); // expect-finding: blocking-socket
}

class Engine {
public:
  explicit Engine(SSL *connection)
      : connection_(connection), in_(BIO_new(BIO_s_mem())), out_(BIO_new(BIO_s_mem())) {
    SSL_set_bio(connection_, in_, out_);
  }
  int greet() { return SSL_connect(connection_); }

private:
  SSL *connection_;
  BIO *in_, *out_;
};

bool greet(SSL *connection) {
  if (SSL_connect(connection) == 1) // expect-finding: blocking-socket
    return true;
  SSL_shutdown(connection); // known-false-alarm: blocking-socket
  return false;
}

class Pair {
public:
  explicit Pair(SSL *connection) {
    BIO *in = nullptr;
    BIO_new_bio_pair(&in, 0, &out_, 0);
    SSL_set_bio(connection, in, in);
  }
  int output(char *data, int size) { return BIO_read(out_, data, size); }

private:
  BIO *out_;
};
