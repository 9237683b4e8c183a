// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A plan as a transformation asks for it, and what the transformation says back.
#pragma once

#include "analyzers/model/Plan.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

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

/// All that a plan says of some functions and of the calls in them.
struct PlanExcerpt {
  std::vector<FunctionPlan> functions;
  std::vector<CallPlan> calls;

  bool operator==(const PlanExcerpt &) const = default;
};

/// Remembers which functions it was asked for: what else the plan says had no say in the answers.
/// For use in one thread.
class UnitPlan {
public:
  explicit UnitPlan(const Plan &plan) {
    for (const FunctionPlan &function : plan.functions)
      if (function.decision == Decision::Await)
        awaiting_.emplace(function.id, &function);
    for (const CallPlan &call : plan.calls) {
      calls_.emplace(std::pair(call.function, call.range), &call);
      files_.insert(call.range.begin.file);
      if (call.action == CallAction::Counterpart)
        headers_.emplace(nameIn(call.counterpart), call.include);
    }
    for (const FunctionPlan &function : plan.functions)
      files_.insert(function.location.file);
  }

  /// Null unless the function becomes (or is) a coroutine.
  const FunctionPlan *awaiting(const SymbolId &function) const {
    asked_.insert(function);
    auto found = awaiting_.find(function);
    return found == awaiting_.end() ? nullptr : found->second;
  }
  const CallPlan *call(const SymbolId &function, const Range &range) const {
    asked_.insert(function);
    auto found = calls_.find({function, range});
    return found == calls_.end() ? nullptr : found->second;
  }
  std::vector<const CallPlan *> callsIn(const SymbolId &function) const {
    asked_.insert(function);
    std::vector<const CallPlan *> found;
    for (auto i = calls_.lower_bound({function, Range()});
         i != calls_.end() && i->first.first == function; ++i)
      found.push_back(i->second);
    return found;
  }
  const std::set<std::string> &files() const { return files_; }
  /// What the counterparts of the plan are called, and the header that each needs.
  const std::set<std::pair<std::string, std::string>> &headers() const { return headers_; }

  const std::set<SymbolId> &asked() const { return asked_; }
  template <typename Functions> PlanExcerpt about(const Functions &functions) const {
    PlanExcerpt excerpt;
    for (const SymbolId &function : functions) {
      if (const FunctionPlan *plan = awaiting(function))
        excerpt.functions.push_back(*plan);
      for (const CallPlan *call : callsIn(function))
        excerpt.calls.push_back(*call);
    }
    return excerpt;
  }

private:
  /// "lib::read" of "lib::read($object)", "async_read" of "$object.async_read($args)".
  static std::string nameIn(const std::string &pattern) {
    std::string name = pattern.substr(0, pattern.find('('));
    return name.substr(name.rfind('.') + 1);
  }

  std::map<SymbolId, const FunctionPlan *> awaiting_;
  std::map<std::pair<SymbolId, Range>, const CallPlan *> calls_;
  std::set<std::string> files_;
  std::set<std::pair<std::string, std::string>> headers_;
  mutable std::set<SymbolId> asked_;
};

} // namespace coax
