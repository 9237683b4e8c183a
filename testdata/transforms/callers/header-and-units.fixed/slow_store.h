// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef SLOW_STORE_H
#define SLOW_STORE_H
#include "store.h"
#include <coax/coax.hpp>

class SlowStore : public Store {
public:
  coax::task<std::string> load(int key) override;
};

#endif
