// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls ⇒ edges between functions with bodies.
#pragma once

#include "analyzers/link/CallableFlow.h"
#include "analyzers/link/Matches.h"
#include "analyzers/link/MovedObjects.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills Program::edges and the outgoing, incoming, addressEscapes and escapes of every function.
/// Adds a Problem for indirect calls that have too many candidates to be followed.
void linkEdges(Program &program, const Symbols &symbols, const Matches &matches,
               const CallableFlow &callables, const MovedObjects &moved, std::size_t threads = 1);

} // namespace coax
