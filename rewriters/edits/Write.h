// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// File changes ⇒ files on disk, all or none. Every file is staged beside the original, the plan is
// journalled, then each is renamed into place. What was interrupted is taken back by the next run.
//
// One thread and, per project, one process at a time (the journal is locked).
#pragma once

#include "rewriters/edits/Apply.h"

#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax {

/// Writes all `changes` or none. Permissions (and, when run by root, owner) of each file are kept.
///
/// Fails, with nothing changed, if a file lies outside `root` (symbolic links resolved), is no
/// regular file, is read-only (its mode has no write bit, or it or its directory cannot be
/// written), does not hold `before` any more, is named twice with different results, or if a system
/// call fails on the way. Call recoverInterruptedWrite() first.
///
/// `root` is an absolute path.
llvm::Error writeChanges(const std::string &root, llvm::ArrayRef<FileChange> changes);

/// What recoverInterruptedWrite() found.
struct Recovery {
  bool interrupted = false;             ///< an earlier write had not come to its end
  std::vector<std::string> restored;    ///< files that hold their old content again
  std::vector<std::string> leftChanged; ///< files somebody changed since; untouched, backup kept
};

/// Takes back an interrupted write in `root`, if there was one; ends its tidying up if all files
/// were already in place. Fails if another coax is writing there now, or if the journal cannot be
/// read.
llvm::Expected<Recovery> recoverInterruptedWrite(const std::string &root);

} // namespace coax
