// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Methods that a library calls because they override one of its own: what the catalog gives a role.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/link/MovedObjects.h"
#include "analyzers/model/Program.h"

namespace coax {

/// Fills Function::startedAs.
void findStartedOverrides(Program &program, const Catalog &catalog, const MovedObjects &moved);

} // namespace coax
