// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "slow_store.h"

#include <chrono>
#include <thread>

std::string SlowStore::load(int key) {
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return std::to_string(key * key);
}
