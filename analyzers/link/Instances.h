// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function runs that its callers give it, told apart by caller:
//
//     void each(F visit) { visit(); }
//     void save() { each([] { fsync(3); }); }
//     void count() { each([&] { ++n; }); }      never comes to fsync()
//
// and by what class of object they give it:
//
//     void File::write() { flush(); }           flush() is virtual
//     void log(Memory &file) { file.write(); }  never comes to Disk::flush()
//
// Both are followed through any number of functions that hand their parameter on, not through
// fields and variables. Of a function that is also called where nobody sees what is given, all that
// it may be given stays possible.
#pragma once

#include "analyzers/link/CallableFlow.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills Program::instances, their steps, Program::entries and Edge::inInstances. Cost: as many
/// instances as there are pairs of a parameter and a callable that it may be, or a class that calls
/// say.
void findInstances(Program &program, const Symbols &symbols, const CallableFlow &callables);

/// Of each function whether all that calls it are functions of the program that name it, and wait
/// for it.
std::vector<bool> seenFromAll(const Program &program);

} // namespace coax
