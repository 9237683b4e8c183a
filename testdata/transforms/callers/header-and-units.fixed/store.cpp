// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "store.h"
#include <coax/coax.hpp>

coax::task<std::string> loadTwice(Store &store, int key) { co_return co_await store.load(key) + "," + co_await store.load(key + 1); }
