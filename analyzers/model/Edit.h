// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A replacement of bytes in one file, as a value. Offsets are 0-based bytes into the file's
// original content; [offset, offset + length) is replaced by text.
#pragma once

#include <compare>
#include <cstddef>
#include <string>

namespace coax {

struct Edit {
  std::string file; ///< absolute, normalised path
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
  std::string owner; ///< USR of the function that asked for it; conflicts demote their owners

  auto operator<=>(const Edit &) const = default;
};

} // namespace coax
