// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenSSL.
#include <any.h>
#include <openssl-mock.h>

void calls() {
  SSL_connect(any);                        // expect-site: SSL_connect socket
  SSL_accept(any);                         // expect-site: SSL_accept socket
  SSL_do_handshake(any);                   // expect-site: SSL_do_handshake socket
  SSL_read(any);                           // expect-site: SSL_read socket
  SSL_read_ex(any);                        // expect-site: SSL_read_ex socket
  SSL_peek(any);                           // expect-site: SSL_peek socket
  SSL_peek_ex(any);                        // expect-site: SSL_peek_ex socket
  SSL_write(any);                          // expect-site: SSL_write socket
  SSL_write_ex(any);                       // expect-site: SSL_write_ex socket
  SSL_write_ex2(any);                      // expect-site: SSL_write_ex2 socket
  SSL_sendfile(any);                       // expect-site: SSL_sendfile socket
  SSL_read_early_data(any);                // expect-site: SSL_read_early_data socket
  SSL_write_early_data(any);               // expect-site: SSL_write_early_data socket
  SSL_stream_conclude(any);                // expect-site: SSL_stream_conclude socket
  SSL_accept_stream(any);                  // expect-site: SSL_accept_stream socket
  SSL_accept_connection(any);              // expect-site: SSL_accept_connection socket
  SSL_shutdown(any);                       // expect-site: SSL_shutdown socket maybe
  SSL_poll(any);                           // expect-site: SSL_poll socket
  BIO_read(any);                           // expect-site: BIO_read socket maybe
  BIO_read_ex(any);                        // expect-site: BIO_read_ex socket maybe
  BIO_write(any);                          // expect-site: BIO_write socket maybe
  BIO_write_ex(any);                       // expect-site: BIO_write_ex socket maybe
  BIO_gets(any);                           // expect-site: BIO_gets socket maybe
  BIO_get_line(any);                       // expect-site: BIO_get_line socket maybe
  BIO_puts(any);                           // expect-site: BIO_puts socket maybe
  BIO_printf(any);                         // expect-site: BIO_printf socket maybe
  BIO_sendmmsg(any);                       // expect-site: BIO_sendmmsg socket maybe
  BIO_recvmmsg(any);                       // expect-site: BIO_recvmmsg socket maybe
  BIO_connect(any);                        // expect-site: BIO_connect socket
  BIO_accept_ex(any);                      // expect-site: BIO_accept_ex socket
  BIO_wait(any);                           // expect-site: BIO_wait socket
  BIO_do_connect_retry(any);               // expect-site: BIO_do_connect_retry socket
  BIO_lookup(any);                         // expect-site: BIO_lookup dns
  BIO_lookup_ex(any);                      // expect-site: BIO_lookup_ex dns
  OCSP_sendreq_bio(any);                   // expect-site: OCSP_sendreq_bio http
  OSSL_HTTP_get(any);                      // expect-site: OSSL_HTTP_get http
  OSSL_HTTP_exchange(any);                 // expect-site: OSSL_HTTP_exchange http
  OSSL_HTTP_transfer(any);                 // expect-site: OSSL_HTTP_transfer http
  OSSL_HTTP_proxy_connect(any);            // expect-site: OSSL_HTTP_proxy_connect http
  OSSL_CMP_MSG_http_perform(any);          // expect-site: OSSL_CMP_MSG_http_perform http
  X509_load_http(any);                     // expect-site: X509_load_http http
  X509_CRL_load_http(any);                 // expect-site: X509_CRL_load_http http
  BIO_new_file(any);                       // expect-site: BIO_new_file file
  BIO_read_filename(any);                  // expect-site: BIO_read_filename file
  SSL_CTX_load_verify_locations(any);      // expect-site: SSL_CTX_load_verify_locations file
  SSL_CTX_load_verify_file(any);           // expect-site: SSL_CTX_load_verify_file file
  SSL_CTX_load_verify_dir(any);            // expect-site: SSL_CTX_load_verify_dir file
  SSL_CTX_set_default_verify_paths(any);   // expect-site: SSL_CTX_set_default_verify_paths file
  SSL_CTX_use_certificate_file(any);       // expect-site: SSL_CTX_use_certificate_file file
  SSL_CTX_use_certificate_chain_file(any); // expect-site: SSL_CTX_use_certificate_chain_file file
  SSL_CTX_use_PrivateKey_file(any);        // expect-site: SSL_CTX_use_PrivateKey_file file
  SSL_CTX_use_RSAPrivateKey_file(any);     // expect-site: SSL_CTX_use_RSAPrivateKey_file file
  SSL_use_certificate_file(any);           // expect-site: SSL_use_certificate_file file
  SSL_use_certificate_chain_file(any);     // expect-site: SSL_use_certificate_chain_file file
  SSL_use_PrivateKey_file(any);            // expect-site: SSL_use_PrivateKey_file file
  SSL_load_client_CA_file(any);            // expect-site: SSL_load_client_CA_file file
  SSL_add_dir_cert_subjects_to_stack(any); // expect-site: SSL_add_dir_cert_subjects_to_stack file
  X509_STORE_load_locations(any);          // expect-site: X509_STORE_load_locations file
  X509_STORE_load_file(any);               // expect-site: X509_STORE_load_file file
  X509_STORE_load_path(any);               // expect-site: X509_STORE_load_path file
  X509_LOOKUP_load_file(any);              // expect-site: X509_LOOKUP_load_file file
  X509_load_cert_file(any);                // expect-site: X509_load_cert_file file
  X509_load_crl_file(any);                 // expect-site: X509_load_crl_file file
  X509_load_cert_crl_file(any);            // expect-site: X509_load_cert_crl_file file
  CONF_modules_load_file(any);             // expect-site: CONF_modules_load_file file
  NCONF_load(any);                         // expect-site: NCONF_load file
  RAND_load_file(any);                     // expect-site: RAND_load_file file
  RAND_write_file(any);                    // expect-site: RAND_write_file file
  OSSL_STORE_open(any);                    // expect-site: OSSL_STORE_open file
  OSSL_STORE_load(any);                    // expect-site: OSSL_STORE_load file
  PEM_read_X509(any);                      // expect-site: PEM_read_X509 file
  PEM_read_PrivateKey(any);                // expect-site: PEM_read_PrivateKey file
  PEM_read_PUBKEY(any);                    // expect-site: PEM_read_PUBKEY file
  PEM_read_RSAPrivateKey(any);             // expect-site: PEM_read_RSAPrivateKey file
  PEM_read_X509_CRL(any);                  // expect-site: PEM_read_X509_CRL file
  PEM_write_X509(any);                     // expect-site: PEM_write_X509 file
  PEM_write_PrivateKey(any);               // expect-site: PEM_write_PrivateKey file
  d2i_X509_fp(any);                        // expect-site: d2i_X509_fp file
  d2i_PrivateKey_fp(any);                  // expect-site: d2i_PrivateKey_fp file
  i2d_X509_fp(any);                        // expect-site: i2d_X509_fp file
  RAND_poll(any);                          // expect-site: RAND_poll file maybe in-context
  RAND_bytes(any);                         // expect-site: RAND_bytes file maybe in-context
  RAND_priv_bytes(any);                    // expect-site: RAND_priv_bytes file maybe in-context
  CRYPTO_THREAD_write_lock(any);           // expect-site: CRYPTO_THREAD_write_lock lock maybe in-context
  CRYPTO_THREAD_read_lock(any);            // expect-site: CRYPTO_THREAD_read_lock lock maybe in-context
  gnutls_handshake(any);                   // expect-site: gnutls_handshake socket
  gnutls_record_recv(any);                 // expect-site: gnutls_record_recv socket
  gnutls_record_send(any);                 // expect-site: gnutls_record_send socket
  gnutls_bye(any);                         // expect-site: gnutls_bye socket
  gnutls_rehandshake(any);                 // expect-site: gnutls_rehandshake socket
  gnutls_certificate_set_x509_key_file(any); // expect-site: gnutls_certificate_set_x509_key_file file
  gnutls_certificate_set_x509_key_file2(any); // expect-site: gnutls_certificate_set_x509_key_file2 file
  gnutls_certificate_set_x509_trust_file(any); // expect-site: gnutls_certificate_set_x509_trust_file file
  gnutls_certificate_set_x509_trust_dir(any); // expect-site: gnutls_certificate_set_x509_trust_dir file
  gnutls_certificate_set_x509_crl_file(any); // expect-site: gnutls_certificate_set_x509_crl_file file
  gnutls_certificate_set_x509_system_trust(any); // expect-site: gnutls_certificate_set_x509_system_trust file
  gnutls_certificate_set_x509_simple_pkcs12_file(any); // expect-site: gnutls_certificate_set_x509_simple_pkcs12_file file
  gnutls_load_file(any); // expect-site: gnutls_load_file file
  mbedtls_ssl_handshake(any);              // expect-site: mbedtls_ssl_handshake socket
  mbedtls_ssl_read(any);                   // expect-site: mbedtls_ssl_read socket
  mbedtls_ssl_write(any);                  // expect-site: mbedtls_ssl_write socket
  mbedtls_ssl_close_notify(any);           // expect-site: mbedtls_ssl_close_notify socket
  mbedtls_net_connect(any);                // expect-site: mbedtls_net_connect socket
  mbedtls_net_accept(any);                 // expect-site: mbedtls_net_accept socket
  mbedtls_net_recv(any);                   // expect-site: mbedtls_net_recv socket
  mbedtls_net_recv_timeout(any);           // expect-site: mbedtls_net_recv_timeout socket
  mbedtls_net_send(any);                   // expect-site: mbedtls_net_send socket
  mbedtls_net_poll(any);                   // expect-site: mbedtls_net_poll socket
  mbedtls_net_usleep(any);                 // expect-site: mbedtls_net_usleep sleep
}
