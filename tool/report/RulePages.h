// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// docs/rules/*.md, as the build embedded them.
#pragma once

#include <string_view>

namespace coax {

/// The page of a rule, in Markdown; empty if there is none. Lives as long as the program.
std::string_view rulePage(std::string_view rule);

} // namespace coax
