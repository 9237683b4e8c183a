// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// JSON text × place in it ⇒ line. A value tree knows no lines; this finds one for a message.
#pragma once

#include <string>
#include <string_view>

namespace coax {

/// The 1-based line of the value at a JSON pointer ("/entries/3/category"): that of its key, or of
/// its first token in an array. The text must have parsed. The nearest enclosing value answers for
/// a pointer to nothing. Cost: one pass over the text.
unsigned lineOfValue(std::string_view json, std::string pointer);

} // namespace coax
