// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the transformations see a unit: without what belongs to libraries alone.
#pragma once

#include "analyzers/tu/Parse.h"

#include <clang/AST/ASTContext.h>
#include <clang/Lex/Preprocessor.h>

#include <functional>
#include <vector>

namespace coax {

/// Parses the unit and calls `work` with its tree, if there is one. `files` replaces the real file
/// system if not null. What is wrong with the unit goes to `problems`.
void parseForRewrite(const CompileUnit &unit, llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files,
                     std::vector<Problem> &problems,
                     const std::function<void(clang::ASTContext &, clang::Preprocessor &)> &work);

} // namespace coax
