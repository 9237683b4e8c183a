// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../prelude.h"

using namespace shapes;

number shape(int n) {
  const bool both = std::to_string(n) == "2" && co_await take(T(n));
  co_return both;
}
