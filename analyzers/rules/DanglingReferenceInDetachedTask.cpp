// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<void> greet(const std::string &name);
//   spawn(greet("Ada")); // the string is gone when the task first runs
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>
#include <optional>

namespace coax {
namespace {

/// A parameter of this type refers to what it is given instead of holding it.
bool refers(const std::string &type) {
  return type.ends_with("&") || type.ends_with("*") ||
         type.find("basic_string_view<") != std::string::npos || type.starts_with("std::span<") ||
         type.starts_with("std::reference_wrapper<");
}

/// `keepsLocals`: the locals of the function live until the tasks that it starts have ended.
bool dangles(const Argument &argument, TaskFate fate, bool keepsLocals) {
  if (keepsLocals && argument.lifetime != Lifetime::Temporary)
    return false;
  switch (fate) {
  case TaskFate::Finished:
  case TaskFate::Unknown:
    return false;
  case TaskFate::Kept:
  case TaskFate::Started:
    return argument.lifetime == Lifetime::Temporary;
  case TaskFate::Returned:
  case TaskFate::Detached:
    return argument.lifetime != Lifetime::Unknown;
  }
  return false;
}

/// `detach(work(done)); … co_await done.wait();`: a latch of this function is given to the task,
/// and waited for. The locals are there until the task has counted it down.
bool waitsForArgument(const FunctionFacts &facts, const CallSite &call, const Catalog &catalog) {
  auto waitsFor = [&](const CallSite &later, const std::string &name) {
    if (later.object != name || !(call.range.begin < later.range.begin))
      return false;
    const CatalogEntry *entry = catalog.match(later);
    return later.awaited || later.name.ends_with("::await_suspend") ||
           later.name.ends_with("operator co_await") ||
           (entry && entry->role == Role::Blocks && entry->category == "wait");
  };
  return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Argument &argument) {
    return argument.lifetime == Lifetime::Local &&
           std::any_of(facts.calls.begin(), facts.calls.end(),
                       [&](const CallSite &later) { return waitsFor(later, argument.text); });
  });
}

const char *fateName(TaskFate fate) {
  switch (fate) {
  case TaskFate::Kept:
    return "is kept for later";
  case TaskFate::Returned:
    return "is returned";
  case TaskFate::Started:
    return "is started";
  default:
    return "is detached";
  }
}

std::string message(const Argument &argument, TaskFate fate) {
  const char *what = argument.lifetime == Lifetime::Temporary ? "the temporary " : "the local ";
  return std::string("a task that ") + fateName(fate) + " refers to " + what +
         quoted(argument.text) + ", which may be gone before the task ends";
}

std::string withoutReference(std::string type) {
  type.erase(type.find_last_not_of("& ") + 1);
  return type;
}

struct Callee {
  enum class Kind { Coroutine, Function, Unseen };

  Kind kind = Kind::Unseen;
  const FunctionFacts *coroutine = nullptr;
};

/// What the call at that index calls.
Callee calleeAt(const Program &program, FunctionIndex function, std::size_t call) {
  Callee found;
  for (EdgeIndex index : program.functions[function].outgoing) {
    const Edge &edge = program.edges[index];
    if (edge.call != call || edge.kind == CallKind::Callback)
      continue;
    if (program.functions[edge.to].facts.coroutine)
      return {Callee::Kind::Coroutine, &program.functions[edge.to].facts};
    found.kind = Callee::Kind::Function;
  }
  return found;
}

/// It begins at the call, and is done with the parameter before it first waits.
bool endsWithTheCall(const CallSite &call, const Callee &callee, std::size_t parameter) {
  return call.taskStart == TaskStart::Eager && callee.coroutine &&
         !std::binary_search(callee.coroutine->lateParameters.begin(),
                             callee.coroutine->lateParameters.end(), static_cast<int>(parameter));
}

/// The first argument that the coroutine would outlive; null if there is none. `copies`: what is
/// called takes copies along, as `spawn(f, args…)` does. Of what a function that is not seen gets
/// by rvalue reference, it takes the value: `future.then([] { … })`.
const Argument *danglingArgument(const CallSite &call, TaskFate fate, bool keepsLocals, bool copies,
                                 const Callee &callee) {
  std::size_t count = std::min(call.arguments.size(), call.parameters.size());
  for (std::size_t i = 0; i < count; ++i) {
    const std::string &type = call.parameters[i];
    if (!copies && callee.kind == Callee::Kind::Unseen && type.ends_with("&&"))
      continue;
    if (endsWithTheCall(call, callee, i))
      continue;
    if (refers(copies ? withoutReference(type) : type) &&
        dangles(call.arguments[i], fate, keepsLocals))
      return &call.arguments[i];
  }
  return nullptr;
}

/// The object of a member function that is a coroutine, where that would outlive it.
std::optional<Argument> danglingObject(const CallSite &call, TaskFate fate, bool keepsLocals) {
  Argument object;
  object.lifetime = call.objectLifetime;
  object.text = call.object;
  const bool closure = call.name.ends_with("(lambda)"); // see capturing-lambda-coroutine
  return !closure && dangles(object, fate, keepsLocals) ? std::optional(object) : std::nullopt;
}

/// Of a function that is not seen, `then()` may be called on a temporary as well.
bool outlivesObject(const RuleInput &input, const CallSite &call, TaskFate fate,
                    const Callee &callee) {
  return callee.kind == Callee::Kind::Coroutine ||
         (makesLazyTask(call, input.catalog) && fate == TaskFate::Detached &&
          call.objectLifetime == Lifetime::Local);
}

bool givesTask(const RuleInput &input, const CallSite &call) {
  return call.taskStart != TaskStart::Unknown || input.catalog.isTaskType(call.resultType);
}

} // namespace

void findDanglingReferenceInDetachedTask(const RuleInput &input, const RuleInfo &rule,
                                         std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const FunctionFacts &facts = input.program.functions[f].facts;
    for (std::size_t index = 0; index < facts.calls.size(); ++index) {
      const CallSite &call = facts.calls[index];
      if (!givesTask(input, call))
        continue;
      const Callee callee = calleeAt(input.program, f, index);
      if (callee.kind == Callee::Kind::Function)
        continue;
      TaskFate fate = fateOf(facts, call, input.catalog);
      bool keepsLocals =
          fate == TaskFate::Detached && (runsLoopAfter(facts, call, input.catalog) ||
                                         waitsForArgument(facts, call, input.catalog));
      const CatalogEntry *entry = input.catalog.match(call);
      bool copies = entry && entry->role == Role::Starts;
      if (const Argument *argument = danglingArgument(call, fate, keepsLocals, copies, callee))
        findings.push_back(hazardAt(input.program, rule, f, call.range, message(*argument, fate)));
      else if (auto object = outlivesObject(input, call, fate, callee)
                                 ? danglingObject(call, fate, keepsLocals)
                                 : std::nullopt)
        findings.push_back(hazardAt(input.program, rule, f, call.range, message(*object, fate)));
    }
  }
}

} // namespace coax
