// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   task<void> greet(const std::string &name);
//   spawn(greet("Ada")); // the string is gone when the task first runs
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/Hazards.h"
#include "analyzers/rules/RuleList.h"

#include <algorithm>

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

/// The first argument that the coroutine would outlive; null if there is none. `copies`: what is
/// called takes copies along, as `spawn(f, args…)` does.
const Argument *danglingArgument(const CallSite &call, TaskFate fate, bool keepsLocals,
                                 bool copies) {
  std::size_t count = std::min(call.arguments.size(), call.parameters.size());
  for (std::size_t i = 0; i < count; ++i)
    if (refers(copies ? withoutReference(call.parameters[i]) : call.parameters[i].str()) &&
        dangles(call.arguments[i], fate, keepsLocals))
      return &call.arguments[i];
  return nullptr;
}

/// A coroutine, or a function that gives the task of one.
bool startsTask(const RuleInput &input, const CallSite &call) {
  return call.taskStart != TaskStart::Unknown || input.catalog.isTaskType(call.resultType);
}

} // namespace

void findDanglingReferenceInDetachedTask(const RuleInput &input, const RuleInfo &rule,
                                         std::vector<Finding> &findings) {
  for (FunctionIndex f = 0; f < input.program.functions.size(); ++f) {
    const FunctionFacts &facts = input.program.functions[f].facts;
    for (const CallSite &call : facts.calls) {
      if (!startsTask(input, call))
        continue;
      TaskFate fate = fateOf(facts, call, input.catalog);
      bool keepsLocals = fate == TaskFate::Detached && runsLoopAfter(facts, call, input.catalog);
      const CatalogEntry *entry = input.catalog.match(call);
      bool copies = entry && entry->role == Role::Starts;
      if (const Argument *argument = danglingArgument(call, fate, keepsLocals, copies))
        findings.push_back(hazardAt(input.program, rule, f, call.range, message(*argument, fate)));
    }
  }
}

} // namespace coax
