// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "../prelude.h"
using namespace shapes;

number rejected() { co_return co_await take_vector({T(1), T(2)}); }
