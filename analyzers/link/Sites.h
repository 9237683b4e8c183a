// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls × catalog ⇒ blocking sites.
#pragma once

#include "analyzers/link/Matches.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills Program::sites and Function::sites. One site a place and API, however many instantiations
/// of a template reach it. A call whose result is awaited does not block.
void findSites(Program &program, const Symbols &symbols, const Matches &matches);

} // namespace coax
