// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a migration does with every function and site that a root reaches, and why.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <string>
#include <vector>

namespace coax {

enum class Decision { Await, Offload, Keep };

/// What happens at one call expression.
enum class CallAction {
  Await,       ///< the callee becomes a coroutine: `co_await f(x)`
  Counterpart, ///< a blocking API becomes its awaitable: `co_await coax::recv(…)`
  Offload,     ///< the expression runs on the pool: `co_await coax::offload([&] { return …; })`
  Spawn,       ///< a thread whose work waits becomes a task: `coax::spawn(f, x)`
  Bridge,      ///< a caller that stays synchronous: `coax::block_on(f(x))`
  Keep,        ///< stays as it is; counted as residual
};

struct FunctionPlan {
  SymbolId id;
  std::string function; ///< signature
  Location location;
  Decision decision = Decision::Keep;
  std::string reason;   ///< never empty
  bool root = false;
  bool already = false; ///< is a coroutine in the source as it stands

  auto operator<=>(const FunctionPlan &) const = default;
};

struct CallPlan {
  SymbolId function;    ///< the function that contains the call
  std::string functionName;
  Range range;          ///< as in CallSite
  std::string callee;   ///< qualified name, or signature of a function of the program
  CallAction action = CallAction::Keep;
  std::string counterpart; ///< template, for Counterpart
  std::string include;     ///< header that declares the counterpart
  std::string category;    ///< of the blocking site; empty for calls between functions
  std::vector<HeldLock> locks; ///< held at the call: what is offloaded must take them along
  std::string reason;

  auto operator<=>(const CallPlan &) const = default;
};

struct Plan {
  std::vector<FunctionPlan> functions; ///< sorted by location
  std::vector<CallPlan> calls;         ///< sorted by location
  std::vector<std::string> missingRoots;
};

} // namespace coax
