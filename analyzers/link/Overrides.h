// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a library calls of the program without being given it: methods that override one of its own,
// functions that are generated for it.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/link/MovedObjects.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills Function::startedAs.
void findStartedOverrides(Program &program, const Catalog &catalog, const MovedObjects &moved);

/// Makes handlers of what functions with the role `dispatches` call. The edges must be there.
void startDispatched(Program &program, const Catalog &catalog, const MovedObjects &moved);

} // namespace coax
