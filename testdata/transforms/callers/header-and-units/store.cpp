// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "store.h"

std::string loadTwice(Store &store, int key) { return store.load(key) + "," + store.load(key + 1); }
