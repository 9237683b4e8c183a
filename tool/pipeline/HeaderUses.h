// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "analyzers/tu/CompileUnit.h"
#include "tool/pipeline/HeaderTree.h"

#include <cstddef>
#include <vector>

namespace coax {

/// For each unit, which system headers it uses and which units could read them with it. A guess
/// from the texts. `jobs`: how many processes share the units among them.
std::vector<HeaderUse> headerUses(const std::vector<CompileUnit> &units, std::size_t jobs);

} // namespace coax
