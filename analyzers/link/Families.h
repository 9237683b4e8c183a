// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Methods that must change together: the connected components of the override relation.
#pragma once

#include "analyzers/model/Program.h"

namespace coax {

/// Fills Function::family. Methods that override the same method of a system header are one family.
void linkFamilies(Program &program);

} // namespace coax
