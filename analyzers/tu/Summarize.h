// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One compile command ⇒ TuSummary: one parse, all the facts that linking, judging and planning
// need. Bodies in system headers are skipped where the language allows it.
#pragma once

#include "analyzers/tu/CompileUnit.h"

#include "analyzers/model/TuSummary.h"

#include <llvm/Support/VirtualFileSystem.h>

namespace coax {

/// Never fails as a whole: a unit that does not compile gives what was understood, with `failed`
/// set and Problems that name file and line. `files` replaces the real file system if not null.
/// Thread-safe.
TuSummary summarize(const CompileUnit &unit,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = nullptr);

} // namespace coax
