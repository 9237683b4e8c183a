// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/plan/Obstacles.h"

#include <string_view>

namespace coax {

std::string obstacleOf(const FunctionFacts &facts) {
  struct {
    bool holds;
    const char *clause;
  } const table[] = {
      {!facts.hasBody && !facts.pureVirtual, "has no body in the sources"},
      {facts.constructor, "is a constructor"},
      {facts.destructor, "is a destructor"},
      {facts.operatorOrConversion, "is an operator or a conversion"},
      {facts.variadic, "takes C variadic arguments"},
      {facts.isConstexpr, "is constexpr"},
      {facts.templated, "is a template"},
      {facts.deducedReturn && !facts.lambda, "has a deduced return type"},
      {facts.externC, "has C linkage"},
      {facts.inMacro, "is defined by a macro"},
      {facts.overridesSystem, "overrides a method of a library class"},
  };
  for (const auto &row : table)
    if (row.holds)
      return row.clause;
  return facts.obstacles.empty() ? std::string() : facts.obstacles.front();
}

bool isUnspelled(const CallSite &call) {
  std::string_view name = call.name;
  std::size_t scope = name.rfind("::");
  std::string_view last = scope == name.npos ? name : name.substr(scope + 2);
  if (!last.empty() && last[0] == '~')
    return true;
  bool constructor = scope != name.npos && scope >= last.size() &&
                     name.compare(scope - last.size(), last.size(), last) == 0;
  return call.kind == CallKind::Implicit && !constructor;
}

std::string awaitObstacleAt(const CallSite &call) {
  if (call.kind == CallKind::Implicit || isUnspelled(call))
    return "the call is implicit";
  if (call.kind == CallKind::Indirect)
    return "the call is indirect";
  if (call.kind == CallKind::Callback)
    return "it is called back by a library";
  if (call.inMacroBody)
    return "the call is spelled in a macro";
  if (call.inInitializer)
    return "the call is in a member initialiser or default argument";
  if (call.inStaticInitializer)
    return "the call initialises a variable of static storage";
  if (!call.locks.empty())
    return "`" + call.locks.back().mutex + "` is locked at the call";
  return {};
}

bool canAwaitAt(const CallSite &call) { return awaitObstacleAt(call).empty(); }

} // namespace coax
