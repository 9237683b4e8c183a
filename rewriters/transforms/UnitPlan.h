// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan as a transformation asks for it, and what the transformation says back.
#pragma once

#include "analyzers/model/Plan.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace coax {

/// A shape that the plan could not see and the source does not allow.
struct Refusal {
  SymbolId function;                    ///< cannot become a coroutine, if `range` is empty
  Range range;                          ///< else: at this call …
  CallAction action = CallAction::Keep; ///< … this is impossible
  std::string reason;

  auto operator<=>(const Refusal &) const = default;

  static Refusal ofFunction(SymbolId function, std::string reason) {
    Refusal refusal;
    refusal.function = std::move(function);
    refusal.reason = std::move(reason);
    return refusal;
  }
};

class UnitPlan {
public:
  explicit UnitPlan(const Plan &plan) {
    for (const FunctionPlan &function : plan.functions)
      if (function.decision == Decision::Await)
        awaiting_.emplace(function.id, &function);
    for (const CallPlan &call : plan.calls) {
      calls_.emplace(std::pair(call.function, call.range), &call);
      files_.insert(call.range.begin.file);
    }
    for (const FunctionPlan &function : plan.functions)
      files_.insert(function.location.file);
  }

  /// Null unless the function becomes (or is) a coroutine.
  const FunctionPlan *awaiting(const SymbolId &function) const {
    auto found = awaiting_.find(function);
    return found == awaiting_.end() ? nullptr : found->second;
  }
  const CallPlan *call(const SymbolId &function, const Range &range) const {
    auto found = calls_.find({function, range});
    return found == calls_.end() ? nullptr : found->second;
  }
  std::vector<const CallPlan *> callsIn(const SymbolId &function) const {
    std::vector<const CallPlan *> found;
    for (auto i = calls_.lower_bound({function, Range()});
         i != calls_.end() && i->first.first == function; ++i)
      found.push_back(i->second);
    return found;
  }
  const std::set<std::string> &files() const { return files_; }

private:
  std::map<SymbolId, const FunctionPlan *> awaiting_;
  std::map<std::pair<SymbolId, Range>, const CallPlan *> calls_;
  std::set<std::string> files_;
};

} // namespace coax
