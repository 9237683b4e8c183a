// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Why a function cannot become a coroutine, from its facts alone.
#pragma once

#include "analyzers/model/Program.h"

#include <string>

namespace coax {

/// The first obstacle that holds, as a clause for people ("is a constructor"); empty if none does.
/// Sources: [class.ctor], [class.dtor], [dcl.fct.def.coroutine], [dcl.constexpr],
/// [basic.start.main].
std::string obstacleOf(const FunctionFacts &facts);

/// True if the source does not spell the call, or not as an expression that could be wrapped: a
/// destructor, a conversion. A constructor behind std::make_unique is spelled.
bool isUnspelled(const CallSite &call);

/// True if a co_await may replace or wrap this call where it stands.
bool canAwaitAt(const CallSite &call);

/// Why not; empty if it may.
std::string awaitObstacleAt(const CallSite &call);

} // namespace coax
