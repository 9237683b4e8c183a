// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A parameter of a base type is what callers pass for it: `void parse(std::istream &in)` reads no
// file if it is only ever given string streams.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"

namespace coax {

/// True if the object or first argument of a call is a parameter of its function, every caller is
/// known and passes a derived type of the same library, and with none of these types the catalog
/// says that the call blocks. The edges of the program must be there. Of two parameters of the same
/// type nothing is known.
bool neverBlocksAsPassed(const Program &program, const Catalog &catalog, FunctionIndex function,
                         std::size_t call);

} // namespace coax
