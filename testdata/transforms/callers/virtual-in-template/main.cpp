// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "step.h"
#include <cstdio>

int main() {
  auto step = makeStep([](int n) { return n + 1; });
  Twice twice;
  std::printf("%d %d\n", step->attempt(2), twice.run(4));
  return twice.attempt(3);
}
