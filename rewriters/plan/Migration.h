// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program + roots ⇒ Plan: await, offload or keep for every function and call that a root reaches,
// each with its reason. Pure: no IO, no clang types, cannot fail. Input order does not matter.
//
// The plan is optimistic about shapes that only the AST can judge (a thread object that is joined
// elsewhere, a temporary that g++ 12 would destroy twice). The transformation that meets such a
// shape refuses it; the refusal comes back in PlanOptions and the plan is made again.
#pragma once

#include "analyzers/model/Plan.h"
#include "analyzers/model/Program.h"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coax {

/// What was tried and cannot be done, with the reason that the user sees.
struct Refusals {
  std::map<SymbolId, std::string> functions; ///< cannot become coroutines
  std::map<std::pair<Range, CallAction>, std::string> calls;

  bool empty() const { return functions.empty() && calls.empty(); }
  bool operator==(const Refusals &) const = default;
};

struct PlanOptions {
  std::vector<std::string> roots = {
      "main"}; ///< qualified names or signatures; a suffix at a "::" is enough
  std::function<bool(const std::string &)>
      writable; ///< may this file be edited? Null: every file may
  Refusals refused;
};

/// Cost: linear in functions and edges for each round of demotion; rounds are few (one for each
/// layer of functions that turn out not to be awaitable).
Plan planMigration(const Program &program, const PlanOptions &options);

/// True if the plan changes anything in the sources.
bool changesSources(const Plan &plan);

/// True if this site counts for a migration. Short critical sections and console output stay where
/// they are: a std::mutex that is never held across an await, and a line on a terminal, do not make
/// a function a coroutine.
bool countsForMigration(const BlockingSite &site);

} // namespace coax
