// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// lint --since: which findings a change is answerable for.
#pragma once

#include "analyzers/model/Program.h"
#include "tool/commands/ChangedLines.h"
#include "tool/report/Report.h"

namespace coax {

/// Marks findings that no change since the revision concerns as "unchanged", others as "new" unless
/// a baseline knew them. A change concerns a finding if it touched the finding's own lines, a call
/// of its chain, or the head of the function that the finding is in, which may just have become a
/// coroutine.
void markUnchanged(Report &report, const Program &program, const ChangedLines &changed);

} // namespace coax
