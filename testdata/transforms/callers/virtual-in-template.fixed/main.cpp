// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "step.h"
#include <cstdio>
#include <coax/coax.hpp>

coax::task<int> coax_main() {
  auto step = makeStep([](int n) { return n + 1; });
  Twice twice;
  std::printf("%d %d\n", co_await coax::offload([&] { return step->attempt(2); }), co_await twice.run(4));
  co_return co_await coax::offload([&] { return twice.attempt(3); });
}

int main() {
  return coax::run(coax_main());
}
