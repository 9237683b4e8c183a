// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "clock.h"
#include "greeting.h"
#include <cstdio>

static coax::task<int> coax_main() {
  const std::string name = "world";
  const std::string text = co_await greeting(name);
  const unsigned number = co_await wait_a_little();
  std::printf("%s %u: consumer ran\n", text.c_str(), number);
  co_return 0;
}

int main() { return coax::run(coax_main()); }
