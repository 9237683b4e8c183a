// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ends the program where something did not hold: a program that took another way proves nothing.
#pragma once

#include <cstdlib>

#define CHECK(condition)                                                                           \
  do {                                                                                             \
    if (!(condition))                                                                              \
      std::abort();                                                                                \
  } while (false)
