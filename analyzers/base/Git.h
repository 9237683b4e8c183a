// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions to git(1). Nothing is written, no lock is taken.
#pragma once

#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax {

/// Standard output of `git -C DIRECTORY ARGUMENTS…`; names among the arguments are no patterns.
/// Fails with git's own words, or if git is not installed.
llvm::Expected<std::string> askGit(const std::string &directory,
                                   llvm::ArrayRef<std::string> arguments);

/// True if there is a git to ask.
bool hasGit();

/// The nearest directory at or above that of `file` with a `.git`; empty if it is in no repository.
/// The work tree of a submodule is a repository of its own.
std::string repositoryOf(const std::string &file);

/// The parts of a list that ends each entry with a zero byte (git's -z).
std::vector<std::string> splitAtZero(llvm::StringRef text);

} // namespace coax
