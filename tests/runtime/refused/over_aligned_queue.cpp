// says: elements rest in coroutine frames
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>

struct alignas(64) line {
  char bytes[64];
};

coax::queue<line> lines;
