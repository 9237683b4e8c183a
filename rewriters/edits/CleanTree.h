// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Can the files that are about to change be had back from git? Runs git(1), reads only.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax {

/// What git says about the repositories of some files.
struct TreeState {
  std::vector<std::string> dirty; ///< absolute paths with changes that are not committed; sorted
  std::vector<std::string> notes; ///< why nothing can be said about some files; for the log
};

/// Asks the repository of every one of `files` (absolute) for changes that are not committed: any
/// tracked file counts, and an untracked one if it is among `files`. Files that git ignores, that
/// are in no repository, or a machine without git give a note and are not dirty.
///
/// Fails if git fails, for instance on a repository of another owner.
llvm::Expected<TreeState> inspectTree(llvm::ArrayRef<std::string> files);

/// The error of a dirty tree: names the first files and the remedy. Success if it is clean.
llvm::Error requireClean(const TreeState &state);

} // namespace coax
