// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "greeting.h"

coax::task<std::string> greeting(const std::string &name) {
  co_await coax::usleep(100);
  co_return "hello " + name;
}
