// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a TLS connection needs, for tests: a certificate made on the spot, contexts that know it,
// and connected pairs.
#pragma once

#include "loopback.h"

#include <memory>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdexcept>

namespace tls_peers {

template <auto Free> struct freeing {
  template <class T> void operator()(T *p) const { Free(p); }
};
using key_ptr = std::unique_ptr<EVP_PKEY, freeing<&EVP_PKEY_free>>;
using certificate_ptr = std::unique_ptr<X509, freeing<&X509_free>>;
using context_ptr = std::unique_ptr<SSL_CTX, freeing<&SSL_CTX_free>>;
using ssl_ptr = std::unique_ptr<SSL, freeing<&SSL_free>>;

inline void require(bool good, const char *what) {
  if (!good)
    throw std::runtime_error(what);
}

/// A key and a certificate for "localhost" that it has signed itself, valid for an hour.
struct identity {
  identity() : key(EVP_EC_gen("P-256")), certificate(X509_new()) {
    X509 *const c = certificate.get();
    X509_set_version(c, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(c), 1);
    X509_gmtime_adj(X509_getm_notBefore(c), -60);
    X509_gmtime_adj(X509_getm_notAfter(c), 3600);
    X509_NAME *const name = X509_get_subject_name(c);
    const auto *text = reinterpret_cast<const unsigned char *>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(c, name);
    X509_set_pubkey(c, key.get());
    require(X509_sign(c, key.get(), EVP_sha256()) > 0, "X509_sign");
  }
  key_ptr key;
  certificate_ptr certificate;
};

inline const identity &self() {
  static const identity known;
  return known;
}

inline context_ptr server_context() {
  context_ptr made(SSL_CTX_new(TLS_server_method()));
  require(SSL_CTX_use_certificate(made.get(), self().certificate.get()) == 1, "certificate");
  require(SSL_CTX_use_PrivateKey(made.get(), self().key.get()) == 1, "key");
  return made;
}

/// One that verifies its peer; `trusting`: it knows the certificate.
inline context_ptr client_context(bool trusting = true) {
  context_ptr made(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(made.get(), SSL_VERIFY_PEER, nullptr);
  if (trusting)
    X509_STORE_add_cert(SSL_CTX_get_cert_store(made.get()), self().certificate.get());
  return made;
}

/// Two connected TCP sockets in blocking mode. What is written is sent without waiting for an
/// acknowledgement of what was sent before.
inline loopback::pair tcp_pair() {
  const loopback::listener l;
  loopback::descriptor client(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(l.port);
  require(::connect(client.get(), loopback::generic(to), sizeof to) == 0, "connect");
  loopback::descriptor server(::accept(l.socket.get(), nullptr, nullptr));
  const int on = 1;
  for (const int fd : {client.get(), server.get()})
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return {std::move(client), std::move(server)};
}

/// One end of a connection: an SSL over a socket that it does not own.
struct end {
  end(context_ptr with, int fd) : context(std::move(with)), ssl(SSL_new(context.get())) {
    SSL_set_fd(ssl.get(), fd);
  }
  SSL *get() const { return ssl.get(); }
  context_ptr context;
  ssl_ptr ssl;
};

/// A client and a server that have not shaken hands.
struct pair {
  explicit pair(loopback::pair connected = tcp_pair(), bool trusting = true)
      : sockets(std::move(connected)), client(client_context(trusting), sockets.left.get()),
        server(server_context(), sockets.right.get()) {}
  loopback::pair sockets;
  end client, server;
};

} // namespace tls_peers
