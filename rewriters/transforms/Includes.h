// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The headers of the runtime in every file that names it.
#pragma once

#include "rewriters/transforms/SourceEdits.h"

namespace coax {

/// Adds `#include <header>`, of a header that is not the runtime's `#include "header"`, after the
/// first block of includes of a file, unless it is there.
void addInclude(SourceEdits &edits, clang::FileID file, const std::string &header);

} // namespace coax
