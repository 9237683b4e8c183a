// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/StoredFunctions.h"

#include "analyzers/link/Handover.h"

#include <algorithm>
#include <string_view>

namespace coax {
namespace {

/// USRs of functions with C linkage end in their name: "c:@F@write".
constexpr std::string_view cFunction = "c:@F@";

std::string parameterKey(const SymbolId &function, int parameter) {
  return function.usr.str() + '#' + std::to_string(parameter);
}

/// "long (int, const void *)" and "long (*)(int, const void *)" ⇒ {"int", "const void *"}. An
/// ellipsis is no parameter.
std::vector<Text> parametersIn(std::string_view type) {
  std::vector<Text> parameters;
  std::size_t begin = type.rfind('('), end = type.rfind(')');
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
    return parameters;
  for (std::string_view rest = type.substr(begin + 1, end - begin - 1); !rest.empty();) {
    std::size_t comma = std::min(rest.find(", "), rest.size());
    if (rest.substr(0, comma) != "...")
      parameters.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 2, rest.size()));
  }
  return parameters;
}

CallSite directCall(const CallSite &call, const std::string &name, const std::string &type) {
  CallSite direct = call;
  direct.name = name;
  direct.parameters = parametersIn(type);
  if (call.kind != CallKind::Indirect || call.functionType != type)
    direct.arguments.clear(); // those of a bound call are elsewhere
  return direct;
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
    if (!use.into.empty() && isCFunction(use.function))
      store(use.into, use.function, use.functionType);
  for (std::size_t c = 0; c < facts.calls.size(); ++c) {
    const CallSite &call = facts.calls[c];
    bool follow = call.kind == CallKind::Indirect;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const Argument &argument = call.arguments[i];
      if (argument.callable.empty() || !isCFunction(argument.callable))
        continue;
      follow = true;
      if (!call.callee.empty())
        store(parameterKey(call.callee, static_cast<int>(i)), argument.callable, argument.type);
    }
    if (follow)
      callsToFollow_.push_back({from, c});
  }
}

void StoredFunctions::store(const std::string &into, const SymbolId &function,
                            const std::string &type) {
  stored_[into].push_back({function.usr.str().substr(cFunction.size()), type});
}

bool StoredFunctions::isCFunction(const SymbolId &function) const {
  const std::string &usr = function.usr.str();
  if (!usr.starts_with(cFunction) || usr.find_first_of("@#", cFunction.size()) != usr.npos)
    return false;
  FunctionIndex known = symbols_.find(function);
  return known == noFunction || !program_.functions[known].facts.hasBody;
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
        calls.push_back(directCall(call, stored.name, stored.type));
    return calls;
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    if (!isCFunction(argument.callable))
      continue;
    FunctionIndex callee = symbols_.find(call.callee);
    bool hasBody = callee != noFunction && program_.functions[callee].facts.hasBody;
    if (handoverOf(call, i, nullptr, hasBody) == Handover::Runs)
      calls.push_back(
          directCall(call, argument.callable.usr.str().substr(cFunction.size()), argument.type));
  }
  return calls;
}

} // namespace coax
