// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <chrono>
#include <coax/coax.hpp>
#include <coax/curl.hpp>
#include <coax/tls.hpp>
#include <cstdio>

static coax::task<int> coax_main() {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  const CURLcode code = co_await coax::curl::perform(nullptr);
  SSL_CTX *const context = SSL_CTX_new(TLS_client_method());
  SSL *const unconnected = SSL_new(context);
  const int connected = co_await coax::tls::SSL_connect(unconnected);
  SSL_free(unconnected);
  SSL_CTX_free(context);
  std::puts("consumer ran");
  co_return code == CURLE_BAD_FUNCTION_ARGUMENT && connected < 0 ? 0 : 1;
}

int main() { return coax::run(coax_main()); }
