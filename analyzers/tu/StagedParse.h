// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parse that reads system headers first and learns later which unit they were for. A process that
// has come so far can be forked for every unit with the same command and the same headers: what a
// precompiled header gives, without writing it, reading it back, or a difference in the AST.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"

#include <llvm/ADT/STLFunctionalExtras.h>

#include <optional>
#include <string>
#include <vector>

namespace coax {

/// What is read next.
struct ParseStage {
  std::vector<std::string> headers;  ///< system headers, as between the angle brackets
  const CompileUnit *unit = nullptr; ///< if not null, this unit, and nothing after it
  /// Lines of the preprocessor to come first. Of headers: OpeningMacros of the units they are for
  /// (SystemIncludes.h). Of the unit: what undoes these, then its ownMacros() (SharedCommand.h).
  std::string macros = {};
  /// The unit's includeFolders(), if some are its own.
  std::vector<std::string> folders = {};
};

struct StagedParse {
  /// Asked for the next stage, the first time before anything is read. May fork.
  llvm::function_ref<ParseStage()> next;
  /// Called as soon as the answer is known to be nothing. Need not return.
  llvm::function_ref<void()> misfit;
  /// The process ends when it has the summary: the parse is not freed.
  bool isLast = false;
};

/// The macros that are defined before a unit is read, by the compiler and by options, as lines of
/// the preprocessor; files that the command includes are #include lines. `command`: of any unit
/// with the same key, without its own arguments (SharedCommand.h). Empty if it is not understood.
std::string predefinedMacros(const CompileUnit &command);

/// The summary of the unit that came last, the same as summarize() gives. `command`: of any unit
/// with the same key, without its own arguments. Nothing if the unit has errors, or if it matters
/// that the headers came first (PrefixCheck.h): summarize() has the answer then.
std::optional<TuSummary> summarizeInStages(const CompileUnit &command, const StagedParse &parse);

} // namespace coax
