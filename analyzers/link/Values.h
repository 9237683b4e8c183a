// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which calls are never reached, or not from every caller, as tests of values say (ValueTest):
//
//     static bool verbose;                          nobody sets it
//     void log() { if (verbose) fsync(3); }         never reached
//
//     void save(bool now) { if (now) fsync(3); }
//     task<> later() { save(false); }               does not come to fsync()
//     int main() { save(true); }
//
// Constants are followed from the calls that give them through any number of functions that pass a
// parameter on, and into the catalog's conditions on arguments. Nothing is followed through
// variables, and nothing if a unit did not compile: what it gives is not seen.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Sets CallSite::unreached where a test names a variable or field that never has such a value.
/// `writes`: of all units.
void markUnreachedByVariables(std::vector<Function> &functions, std::vector<VariableWrite> writes);

/// Tells functions apart by the constants that their callers give: marks what no caller reaches,
/// drops its sites, and adds to Program::instances, Program::entries, Edge::inInstances and
/// BlockingSite::within what only some reach. Cost: as many instances as constants that calls give
/// to parameters that are tested, or passed on to such.
void followValues(Program &program, const Catalog &catalog);

} // namespace coax
