// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../prelude.h"
using namespace shapes;

number rejected() {
  std::vector<T> v{co_await make(1), co_await make(2)};
  co_return static_cast<int>(v.size());
}
