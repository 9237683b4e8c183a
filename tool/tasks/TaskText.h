// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An answer of a program about its tasks ⇒ text for people. No IO. Names come from another program:
// what could move a terminal's cursor is shown as "?".
#pragma once

#include "analyzers/base/Json.h"

#include <string>

namespace coax {

/// A line a task: id, parent, loop, state, age, name, where in the program's own code it waits.
/// Never fails: what is missing or of another type is left empty.
std::string taskTable(const Json &answer);

/// The tasks below the one that started each, with the asynchronous stack of each. Tasks whose
/// parent has ended stand at the root.
std::string taskTree(const Json &answer);

/// The counters of the loops and of the pool.
std::string metricsText(const Json &answer);

} // namespace coax
