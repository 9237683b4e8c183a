// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/StoredFunctions.h"

#include "analyzers/link/Annotations.h"
#include "analyzers/link/Handover.h"

#include <algorithm>

namespace coax {
namespace {

std::string parameterKey(const SymbolId &function, int parameter) {
  return function.usr.str() + '#' + std::to_string(parameter);
}

} // namespace

StoredFunctions::StoredFunctions(const Program &program, const Symbols &symbols)
    : program_(program), symbols_(symbols) {
  for (FunctionIndex i = 0; i < program.functions.size(); ++i)
    collect(i);
  for (auto &[into, functions] : stored_) {
    std::sort(functions.begin(), functions.end());
    functions.erase(std::unique(functions.begin(), functions.end()), functions.end());
  }
}

void StoredFunctions::collect(FunctionIndex from) {
  const FunctionFacts &facts = program_.functions[from].facts;
  for (const FunctionUse &use : facts.uses)
    if (FunctionIndex function = withoutEdge(from, use.function);
        function != noFunction && !use.into.empty())
      stored_[use.into].push_back({function, use.functionType});
  for (std::size_t c = 0; c < facts.calls.size(); ++c) {
    const CallSite &call = facts.calls[c];
    bool follow = call.kind == CallKind::Indirect;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const Argument &argument = call.arguments[i];
      FunctionIndex function = withoutEdge(from, argument.callable);
      if (function == noFunction)
        continue;
      follow = true;
      if (!call.callee.empty())
        stored_[parameterKey(call.callee, static_cast<int>(i))].push_back(
            {function, argument.type});
    }
    if (follow)
      callsToFollow_.push_back({from, c});
  }
}

FunctionIndex StoredFunctions::withoutEdge(FunctionIndex from, const SymbolId &function) const {
  FunctionIndex known = function.empty() ? noFunction : symbols_.find(function);
  if (known == noFunction || isDeclaredBlocking(program_.functions[known].facts))
    return known;
  return symbols_.values(from, function).empty() ? known : noFunction;
}

CallSite StoredFunctions::directCall(const CallSite &call, const Stored &stored) const {
  const FunctionFacts &facts = program_.functions[stored.function].facts;
  CallSite direct = call;
  direct.callee = facts.id;
  direct.name = facts.name;
  direct.parameters = facts.parameters;
  direct.receiver = facts.record;
  if (call.kind != CallKind::Indirect || call.functionType != stored.type)
    direct.arguments.clear(); // those of a bound call are elsewhere
  return direct;
}

std::vector<CallSite> StoredFunctions::calledBy(FunctionIndex from, const CallSite &call) const {
  std::vector<CallSite> calls;
  if (call.kind == CallKind::Indirect) {
    auto found =
        stored_.find(call.callableParameter >= 0
                         ? parameterKey(program_.functions[from].facts.id, call.callableParameter)
                         : call.callableMember.str());
    if (found != stored_.end())
      for (const Stored &stored : found->second)
        calls.push_back(directCall(call, stored));
    return calls;
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    FunctionIndex function = withoutEdge(from, argument.callable);
    if (function == noFunction)
      continue;
    FunctionIndex callee = symbols_.find(call.callee);
    bool hasBody = callee != noFunction && program_.functions[callee].facts.hasBody;
    if (handoverOf(call, i, nullptr, hasBody) == Handover::Runs)
      calls.push_back(directCall(call, {function, argument.type}));
  }
  return calls;
}

} // namespace coax
