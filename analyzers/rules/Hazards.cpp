// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Hazards.h"

#include "analyzers/model/QualifiedName.h"
#include "analyzers/rules/Evidence.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace coax {
namespace {

bool encloses(const Range &outer, const Range &inner) {
  return outer != inner && outer.begin.file == inner.begin.file && outer.begin <= inner.begin &&
         std::pair(inner.endLine, inner.endColumn) <= std::pair(outer.endLine, outer.endColumn);
}

bool smaller(const Range &a, const Range &b) { return encloses(b, a); }

const char *contextName(const FunctionFacts &facts) {
  return facts.coroutine ? "coroutine" : facts.isMain ? "main" : "unknown";
}

/// `.detach()` and the like follow a call in the same chain: `spawn(f(x)).detach()`.
bool isThrownAway(const FunctionFacts &facts, const CallSite &call) {
  if (call.discarded)
    return true;
  return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &other) {
    return other.name.ends_with("::detach") && encloses(other.range, call.range);
  });
}

} // namespace

Finding hazardAt(const Program &program, const RuleInfo &rule, FunctionIndex function,
                 const Range &range, std::string message) {
  const FunctionFacts &facts = program.functions[function].facts;
  Finding finding;
  finding.rule = rule.name;
  finding.code = rule.code;
  finding.severity = rule.severity;
  finding.message = std::move(message);
  finding.range = range;
  finding.function = finding.contextFunction = facts.signature;
  finding.contextKind = contextName(facts);
  finding.contextPlace = facts.location;
  finding.chain = {{facts.signature, range.begin, "call"}};
  return finding;
}

bool isAwaitedInPlace(const FunctionFacts &facts, const CallSite &call) {
  return call.awaited ||
         std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &other) {
           return other.awaited && encloses(other.range, call.range);
         });
}

const CallSite *enclosingCall(const FunctionFacts &facts, const CallSite &call) {
  const CallSite *nearest = nullptr;
  for (const CallSite &other : facts.calls)
    if (other.kind != CallKind::Implicit && encloses(other.range, call.range) &&
        (!nearest || smaller(other.range, nearest->range)))
      nearest = &other;
  return nearest;
}

/// Starts what it is given, by its name: `spawn(greet(name));`, `scope.spawn(greet(name));`.
static bool isSpawner(const CallSite &call) {
  static constexpr std::array<std::string_view, 8> names = {
      "co_spawn",     "detach", "fire_and_forget", "launch_detached",
      "run_detached", "spawn",  "spawn_detached",  "start_detached"};
  static constexpr std::array<std::string_view, 7> ofMembers = {
      "add", "enqueue", "launch", "post", "schedule", "start", "submit"};
  auto isAmong = [name = lastComponent(call.name)](const auto &list) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  return isAmong(names) || (!call.receiver.empty() && isAmong(ofMembers));
}

/// `scope.spawn(greet(name)); … co_await scope.join();`, or the scope goes with the locals: the
/// tasks end before them.
static bool isScopeOfLocals(const FunctionFacts &facts, const CallSite &spawner) {
  if (spawner.receiver.empty())
    return false;
  if (spawner.objectLifetime == Lifetime::Local)
    return true;
  return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &later) {
    return later.awaited && later.object == spawner.object &&
           spawner.range.begin < later.range.begin;
  });
}

/// Of a task that is given to a function which no catalog knows.
static TaskFate fateByName(const FunctionFacts &facts, const CallSite &around) {
  if (around.name.ends_with("::detach") && around.arguments.empty())
    return TaskFate::Detached; // `f(x).detach()`
  if (!isSpawner(around) || isScopeOfLocals(facts, around))
    return TaskFate::Unknown;
  return isThrownAway(facts, around) ? TaskFate::Detached : TaskFate::Started;
}

TaskFate fateOf(const FunctionFacts &facts, const CallSite &call, const Catalog &catalog) {
  if (isAwaitedInPlace(facts, call))
    return TaskFate::Finished;
  if (call.returned)
    return TaskFate::Returned;
  if (call.kept)
    return TaskFate::Kept;
  const CatalogEntry *own = catalog.match(call);
  if (own && own->role == Role::Starts && !own->completion && isThrownAway(facts, call))
    return TaskFate::Detached; // `spawn(f, args…)`
  if (call.taskStart == TaskStart::Eager && call.discarded)
    return TaskFate::Detached; // `greet(name);` runs up to its first await here
  const CallSite *around = enclosingCall(facts, call);
  const CatalogEntry *entry = around ? catalog.match(*around) : nullptr;
  if (!around)
    return TaskFate::Unknown;
  if (!entry)
    return fateByName(facts, *around);
  if (entry->completion)
    return TaskFate::Finished;
  if (entry->role != Role::Starts)
    return TaskFate::Unknown;
  return isThrownAway(facts, *around) ? TaskFate::Detached : TaskFate::Started;
}

bool runsLoopAfter(const FunctionFacts &facts, const CallSite &call, const Catalog &catalog) {
  return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &later) {
    if (!(call.range.begin < later.range.begin))
      return false;
    // Of what waits in any case, loops alone are no site where they stand: they wait by design.
    // Or a thread that runs the loop is waited for.
    const CatalogEntry *entry = catalog.match(later);
    return entry && entry->role == Role::Blocks && entry->category == "wait" &&
           entry->certainty == Certainty::Always && (entry->contextOnly || entry->completion);
  });
}

bool makesLazyTask(const CallSite &call, const Catalog &catalog) {
  if (call.taskStart != TaskStart::Unknown)
    return call.taskStart == TaskStart::Lazy;
  return catalog.isLazyTaskType(call.resultType);
}

std::string listed(const std::vector<std::string> &names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0)
      text += i + 1 == names.size() ? " and " : ", ";
    text += quoted(names[i]);
  }
  return text.empty() ? "nothing" : text;
}

} // namespace coax
