// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   std::lock_guard guard(m);
//   co_await next();
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>

namespace coax {
namespace {

/// An await shows as the awaited call, or as the call of its awaiter's await_suspend.
bool suspends(const CallSite &call) {
  return call.awaited || call.name.ends_with("::await_suspend");
}

/// A lock that is taken by an await (coax::mutex) belongs to the task, not to the thread.
bool belongsToTask(const HeldLock &lock, const FunctionFacts &facts) {
  return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &call) {
    return call.awaited && call.range.contains(lock.location);
  });
}

/// `co_await changed.wait(lock)`: what is awaited gives the lock back while the coroutine is
/// suspended. It may be an awaiter that is made of it.
bool isHandedOver(const HeldLock &lock, const CallSite &await, const FunctionFacts &facts) {
  auto takesLock = [&](const Argument &argument) {
    return argument.type == lock.type || argument.text == lock.mutex;
  };
  return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &call) {
    return (await.range.contains(call.range.begin) || call.range.contains(await.range.begin)) &&
           lock.location < call.range.begin &&
           std::any_of(call.arguments.begin(), call.arguments.end(), takesLock);
  });
}

const HeldLock *threadLock(const CallSite &call, const FunctionFacts &facts,
                           const Catalog &catalog) {
  for (const HeldLock &lock : call.locks)
    if (isKnownLock(lock, catalog) && !belongsToTask(lock, facts) &&
        !isHandedOver(lock, call, facts))
      return &lock;
  return nullptr;
}

Finding findingAt(const CallSite &call, const HeldLock &lock, const FunctionFacts &facts,
                  const RuleInfo &rule) {
  Finding finding;
  finding.rule = rule.name;
  finding.code = rule.code;
  finding.severity = rule.severity;
  finding.category = "lock";
  finding.message = quoted(lock.mutex) + ", locked on line " + std::to_string(lock.location.line) +
                    ", is held across this await";
  finding.range = call.range;
  finding.function = finding.contextFunction = facts.signature;
  finding.contextKind = "coroutine";
  finding.contextPlace = facts.location;
  finding.chain = {{facts.signature, call.range.begin, "call"}};
  return finding;
}

} // namespace

void findLockHeldAcrossAwait(const RuleInput &input, const RuleInfo &rule,
                             std::vector<Finding> &findings) {
  for (const Function &function : input.program.functions) {
    const FunctionFacts &facts = function.facts;
    const CallSite *last = nullptr; // an awaited call and its awaiter are one await
    for (const CallSite &call : facts.calls) {
      if (!facts.coroutine || !suspends(call) ||
          (last && last->range.begin.line == call.range.begin.line))
        continue;
      const HeldLock *lock = threadLock(call, facts, input.catalog);
      if (!lock)
        continue;
      findings.push_back(findingAt(call, *lock, facts, rule));
      last = &call;
    }
  }
}

} // namespace coax
