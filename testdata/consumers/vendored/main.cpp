// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <chrono>
#include <coax/coax.hpp>
#include <cstdio>

static coax::task<int> coax_main() {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  std::puts("consumer ran");
  co_return 0;
}

int main() { return coax::run(coax_main()); }
