// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <chrono>
#include <coax/coax.hpp>
#include <coax/curl.hpp>
#include <cstdio>

static coax::task<int> coax_main() {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  const CURLcode code = co_await coax::curl::perform(nullptr);
  std::puts("consumer ran");
  co_return code == CURLE_BAD_FUNCTION_ARGUMENT ? 0 : 1;
}

int main() { return coax::run(coax_main()); }
