// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One name for each file of a program. A header may be reached by a symbolic link in one unit and
// by its own name in the next; what it holds is one thing all the same, and is reported once.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <vector>

namespace coax {

/// Where functions of several summaries stand in one file under different names, gives them, and
/// the ids and variables that name the file, the file's own name if a unit used it, else the
/// smallest. Names that differ from nothing stay as they are, links or not. Asks the file system
/// once for each name; summaries are walked only if a file has two.
void giveFilesOneName(std::vector<TuSummary> &summaries);

} // namespace coax
