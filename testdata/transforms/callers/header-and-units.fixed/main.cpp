// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A header with an inline function and an interface, three units, one implementation that waits.
#include "slow_store.h"
#include "store.h"

#include <cstdio>
#include <coax/coax.hpp>

coax::task<int> coax_main() {
  SlowStore store;
  std::printf("%s\n", (co_await loadTwice(store, 1)).c_str());
  std::printf("%s\n", (co_await loadOnce(store, 5)).c_str());
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
