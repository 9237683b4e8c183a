// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <coax/coax.hpp>

coax::task<unsigned> wait_a_little();
