// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One compile command ⇒ one run of a FrontendAction in this process. No compiler is executed, no
// plugin is loaded, nothing is written. Warnings are off; errors become Problems.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"

#include <clang/Frontend/FrontendAction.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace coax {

struct ParseOptions {
  /// Sources are read from here; null: the real file system.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
  /// Ask the action's ASTConsumer::shouldSkipFunctionBody() for each body.
  bool skipFunctionBodies = false;
  /// The process ends soon: what the parse made is not freed, which takes time.
  bool leak = false;
  /// If not null, receives every file that was read: absolute, normalised, sorted.
  std::vector<std::string> *dependencies = nullptr;
};

/// Runs `action` on `unit`. Errors of the parse are appended to `problems` ("file:line:column:
/// message", at most 20 of them). False if there was any; the action has still seen all that could
/// be understood. Relative paths are resolved in unit.directory; the process' working directory is
/// neither used nor changed. Thread-safe.
bool parseUnit(const CompileUnit &unit, clang::FrontendAction &action, const ParseOptions &options,
               std::vector<Problem> &problems);

} // namespace coax
