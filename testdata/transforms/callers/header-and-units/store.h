// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

/// Keeps text.
class Store {
public:
  virtual ~Store() = default;
  virtual std::string load(int key) = 0;
};

std::string loadTwice(Store &store, int key);

inline std::string loadOnce(Store &store, int key) { return store.load(key) + ";"; }
