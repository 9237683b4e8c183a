// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An argument of any type whose value nobody knows.
#pragma once

struct Anything {
  template <typename T> operator T() const;
};
inline constexpr Anything any;
