// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rules about coroutine hazards (3xx) share.
#pragma once

#include "analyzers/model/Rule.h"
#include "analyzers/rules/Rules.h"

#include <string>

namespace coax {

/// A finding of a rule in the body of a function, which is its own context.
Finding hazardAt(const Program &program, const RuleInfo &rule, FunctionIndex function,
                 const Range &range, std::string message);

/// The coroutine's value is awaited in the full expression that makes it, by itself or as part of
/// what is awaited: `co_await f(x)`, `co_await gather(f(x), g(y))`.
bool isAwaitedInPlace(const FunctionFacts &facts, const CallSite &call);

/// The nearest call around another one, whose argument it may be; null if there is none.
const CallSite *enclosingCall(const FunctionFacts &facts, const CallSite &call);

/// What becomes of a task that is not awaited in place.
enum class TaskFate {
  Unknown,  ///< passed to a function nobody knows
  Kept,     ///< in a variable
  Returned, ///< to the caller
  Started,  ///< by a function that runs it on, and gives something to wait for
  Detached, ///< started, and nothing waits for it
  Finished, ///< awaited in place, or run to its end by the call that takes it (coax::run)
};
TaskFate fateOf(const FunctionFacts &facts, const CallSite &call, const Catalog &catalog);

/// After `call`, the same function runs an event loop, and so keeps its locals while tasks run.
bool runsLoopAfter(const FunctionFacts &facts, const CallSite &call, const Catalog &catalog);

/// The call makes a task that runs only when somebody awaits or starts it.
bool makesLazyTask(const CallSite &call, const Catalog &catalog);

/// `a, b and c`, each quoted.
std::string listed(const std::vector<std::string> &names);

} // namespace coax
