// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Does a unit still compile, as C++20, with these files changed, and what does it say then? Nothing
// is written.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"
#include "rewriters/edits/Apply.h"

#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <vector>

namespace coax {

/// An error of the compiler in the changed sources.
struct CompileError {
  std::string message;
  std::vector<Location> places; ///< of the error, then of its notes
};

/// The file system on disk with the changed files in front of it.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> overlayOf(const std::vector<FileChange> &changes);

struct CheckedUnit {
  std::vector<CompileError> errors; ///< at most 50
  TuSummary summary;                ///< as summarize() gives it, if there are no errors
};

/// Parses `unit` with `changes` in place of the files on disk. Thread-safe.
CheckedUnit checkUnit(const CompileUnit &unit, const std::vector<FileChange> &changes);

} // namespace coax
