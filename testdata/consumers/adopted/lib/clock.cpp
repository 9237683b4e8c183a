// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "clock.h"

coax::task<unsigned> wait_a_little() {
  auto work = [] { return 7U; };
  const unsigned result = co_await coax::offload(work);
  co_return result;
}
