// OpenSSL's connection calls have awaitable counterparts in coax::tls.
// coax-libraries: coax_tls ssl crypto
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>
#include <string>
#include <thread>
#include <coax/coax.hpp>
#include <coax/tls.hpp>
static SSL_CTX *server_context() {
  EVP_PKEY *key = EVP_RSA_gen(2048);
  X509 *cert = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
  X509_gmtime_adj(X509_getm_notBefore(cert), 0);
  X509_gmtime_adj(X509_getm_notAfter(cert), 3600);
  X509_set_pubkey(cert, key);
  X509_sign(cert, key, EVP_sha256());
  SSL_CTX *context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate(context, cert);
  SSL_CTX_use_PrivateKey(context, key);
  X509_free(cert);
  EVP_PKEY_free(key);
  return context;
}
static coax::task<std::string> read_line(SSL *ssl) {
  std::string line;
  char c;
  while ([[maybe_unused]] const bool coax_condition1 = co_await coax::tls::SSL_read(ssl, &c, 1) == 1 && c != '\n') line += c;
  co_return line;
}
static coax::task<void> serve(int fd) {
  SSL_CTX *context = server_context();
  SSL *ssl = SSL_new(context);
  SSL_set_fd(ssl, fd);
  if (const bool coax_condition1 = co_await coax::tls::SSL_accept(ssl) != 1; coax_condition1) { std::puts("no handshake"); co_return; }
  for (std::string line; !(line = co_await read_line(ssl)).empty();) {
    line = "echo " + line + "\n";
    co_await coax::tls::SSL_write(ssl, line.data(), static_cast<int>(line.size()));
  }
  co_await coax::tls::SSL_shutdown(ssl);
  SSL_free(ssl);
  SSL_CTX_free(context);
}
coax::task<int> coax_main() {
  int fds[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, fds);
  auto server = coax::spawn(serve, fds[0]);
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  SSL *ssl = SSL_new(context);
  SSL_set_fd(ssl, fds[1]);
  if (const bool coax_condition1 = co_await coax::tls::SSL_connect(ssl) != 1; coax_condition1) co_return 1;
  co_await coax::tls::SSL_write(ssl, "one\ntwo\n\n", 9);
  std::printf("%s\n", (co_await read_line(ssl)).c_str());
  std::printf("%s\n", (co_await read_line(ssl)).c_str());
  int ended = co_await coax::tls::SSL_shutdown(ssl);
  std::printf("%d\n", ended >= 0);
  co_await server.join();
  SSL_free(ssl);
  SSL_CTX_free(context);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
