// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls × catalog ⇒ blocking sites.
#pragma once

#include "analyzers/link/Matches.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

#include <string>

namespace coax {

/// Fills Program::sites and Function::sites. One site a place and API, however many instantiations
/// of a template reach it. A call whose result is awaited does not block, nor one on a parameter
/// for which callers only pass what does not block. The edges of the program must be there.
void findSites(Program &program, const Symbols &symbols, const Matches &matches,
               const Catalog &catalog);

/// How reports name the entry at this call: as the program does where a library has the same in a
/// shorter namespace, "asio::…" for "boost::asio::…".
std::string nameAt(const CatalogEntry &entry, const CallSite &call);

} // namespace coax
