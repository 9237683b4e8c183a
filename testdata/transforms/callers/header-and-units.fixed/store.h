// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>
#include <coax/coax.hpp>

/// Keeps text.
class Store {
public:
  virtual ~Store() = default;
  virtual coax::task<std::string> load(int key) = 0;
};

coax::task<std::string> loadTwice(Store &store, int key);

inline coax::task<std::string> loadOnce(Store &store, int key) { co_return co_await store.load(key) + ";"; }
