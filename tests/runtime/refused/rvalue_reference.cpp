// says: a coax::task yields a T or a T &
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>

coax::task<int &&> pass(int &number) { co_return static_cast<int &&>(number); }
