// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "slow_store.h"

#include <chrono>
#include <thread>
#include <coax/coax.hpp>

coax::task<std::string> SlowStore::load(int key) {
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  co_return std::to_string(key * key);
}
