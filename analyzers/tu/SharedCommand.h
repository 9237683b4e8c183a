// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which units can share a parse of system headers: those whose commands say the same but for their
// file, what they warn of, and macros and folders (-D, -U, -I) that not all of them have. Those
// come after the shared headers; that the headers do not care is checked there (StagedParse.h).
#pragma once

#include "analyzers/tu/CompileUnit.h"

#include <cstddef>
#include <string>
#include <vector>

namespace coax {

struct SharedCommand {
  /// Units with the same key can share a parse. Empty: the unit can share none.
  std::string key;
  /// Which of the unit's arguments others with the key need not have; in order.
  std::vector<std::size_t> own;
};

/// For each unit. What most units of a kind say belongs to what is shared; those that do not say it
/// share among themselves.
std::vector<SharedCommand> sharedCommands(const std::vector<CompileUnit> &units);

/// The unit without the arguments that are its own: one command for all with the same key.
CompileUnit withoutOwn(CompileUnit unit, const std::vector<std::size_t> &own);

/// What the unit's own -D and -U do, as lines of the preprocessor.
std::string ownMacros(const CompileUnit &unit, const std::vector<std::size_t> &own);

/// The folders of all -I, as they are written, in order.
std::vector<std::string> includeFolders(const CompileUnit &unit);

/// The arguments that name the unit's file.
std::vector<std::size_t> fileArguments(const CompileUnit &unit);

} // namespace coax
