// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/PlanReport.h"

#include "analyzers/base/Json.h"
#include "analyzers/base/Paths.h"

#include <map>

namespace coax {
namespace {

const char *wordFor(Decision decision) {
  switch (decision) {
  case Decision::Await:
    return "await";
  case Decision::Offload:
    return "offload";
  case Decision::Keep:
    return "keep";
  }
  return "";
}

/// The three decisions at a call, and "bridge" where a synchronous caller waits for a coroutine.
const char *wordFor(CallAction action) {
  switch (action) {
  case CallAction::Await:
  case CallAction::Counterpart:
  case CallAction::Spawn:
    return "await";
  case CallAction::Offload:
    return "offload";
  case CallAction::Bridge:
    return "bridge";
  case CallAction::Keep:
    return "keep";
  }
  return "";
}

std::string placeOf(const Location &place, const std::string &root) {
  return relativeTo(place.file, root) + ":" + std::to_string(place.line) + ":" +
         std::to_string(place.column);
}

std::string padded(std::string word) {
  word.resize(8, ' ');
  return word;
}

std::map<SymbolId, std::vector<const CallPlan *>> callsByFunction(const Plan &plan) {
  std::map<SymbolId, std::vector<const CallPlan *>> calls;
  for (const CallPlan &call : plan.calls)
    calls[call.function].push_back(&call);
  return calls;
}

void appendCalls(std::string &text, const std::vector<const CallPlan *> &calls,
                 const std::string &root) {
  for (const CallPlan *call : calls)
    text += "  " + padded(wordFor(call->action)) + placeOf(call->range.begin, root) + "  " +
            call->callee + " (" + call->reason + ")\n";
}

std::string totals(const Plan &plan) {
  std::map<std::string, int> functions, calls;
  for (const FunctionPlan &function : plan.functions)
    ++functions[wordFor(function.decision)];
  for (const CallPlan &call : plan.calls)
    ++calls[wordFor(call.action)];
  auto count = [](std::map<std::string, int> &of, const char *word) {
    return std::to_string(of[word]) + " " + word;
  };
  return "functions: " + count(functions, "await") + ", " + count(functions, "offload") + ", " +
         count(functions, "keep") + "; calls: " + count(calls, "await") + ", " +
         count(calls, "offload") + ", " + count(calls, "bridge") + ", " + count(calls, "keep") +
         "\n";
}

OrderedJson functionJson(const FunctionPlan &function, const std::string &root) {
  return {{"decision", wordFor(function.decision)},
          {"reason", function.reason},
          {"function", function.function},
          {"file", relativeTo(function.location.file, root)},
          {"line", function.location.line},
          {"column", function.location.column},
          {"root", function.root}};
}

OrderedJson callJson(const CallPlan &call, const std::string &root) {
  return {{"decision", wordFor(call.action)}, {"reason", call.reason},
          {"function", call.functionName},    {"callee", call.callee},
          {"category", call.category},        {"file", relativeTo(call.range.begin.file, root)},
          {"line", call.range.begin.line},    {"column", call.range.begin.column}};
}

} // namespace

std::string planAsText(const Plan &plan, const std::string &root) {
  std::string text;
  auto calls = callsByFunction(plan);
  for (const FunctionPlan &function : plan.functions) {
    text += padded(wordFor(function.decision)) + placeOf(function.location, root) + "  " +
            function.function + " (" + function.reason + ")\n";
    appendCalls(text, calls[function.id], root);
    calls.erase(function.id);
  }
  for (const auto &[id, rest] : calls) {
    text += padded("sync") + placeOf(rest.front()->range.begin, root) + "  " +
            rest.front()->functionName + "\n";
    appendCalls(text, rest, root);
  }
  return text + totals(plan);
}

std::string planAsJson(const Plan &plan, const std::string &root, const std::string &toolVersion,
                       const std::vector<Problem> &problems) {
  OrderedJson json = {{"version", 1}, {"tool", {{"name", "coax"}, {"version", toolVersion}}}};
  json["functions"] = OrderedJson::array();
  json["sites"] = OrderedJson::array();
  json["problems"] = OrderedJson::array();
  for (const FunctionPlan &function : plan.functions)
    json["functions"].push_back(functionJson(function, root));
  for (const CallPlan &call : plan.calls)
    json["sites"].push_back(callJson(call, root));
  for (const Problem &problem : problems)
    json["problems"].push_back(
        {{"file", relativeTo(problem.file, root)}, {"message", problem.message}});
  return printJson(json, 2) + "\n";
}

} // namespace coax
