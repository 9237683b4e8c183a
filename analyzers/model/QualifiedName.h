// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Qualified names as the summaries have them: "ns::Class::member".
#pragma once

#include <string_view>

namespace coax {

/// "member" of "ns::Class::member"; all of a name that is not qualified. Refers to `name`.
inline std::string_view lastComponent(std::string_view name) {
  auto colon = name.rfind("::");
  return colon == std::string_view::npos ? name : name.substr(colon + 2);
}

} // namespace coax
