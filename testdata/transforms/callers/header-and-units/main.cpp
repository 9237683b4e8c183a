// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A header with an inline function and an interface, three units, one implementation that waits.
#include "slow_store.h"
#include "store.h"

#include <cstdio>

int main() {
  SlowStore store;
  std::printf("%s\n", loadTwice(store, 1).c_str());
  std::printf("%s\n", loadOnce(store, 5).c_str());
}
