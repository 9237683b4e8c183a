// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The *.json files beside this header, as the build embedded them.
#pragma once

#include <string_view>
#include <vector>

namespace coax {

struct BuiltinFile {
  std::string_view name; ///< "posix.json"
  std::string_view text;
};

/// In the order in which they are added to the built-in catalog.
const std::vector<BuiltinFile> &builtinFiles();

} // namespace coax
