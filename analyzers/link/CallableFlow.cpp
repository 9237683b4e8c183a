// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/CallableFlow.h"

#include "analyzers/link/Handover.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace coax {
namespace {

/// More candidates than this say nothing.
constexpr std::size_t maxByType = 32;

std::string functionType(const FunctionFacts &facts) {
  std::string type = facts.returnType + " (";
  for (std::size_t i = 0; i < facts.parameters.size(); ++i)
    type += (i ? ", " : "") + facts.parameters[i];
  return type + (facts.variadic ? ", ...)" : ")");
}

bool mayBeCallable(const Argument &argument) {
  return !argument.callable.empty() || argument.callableParameter >= 0 ||
         !argument.callableMember.empty();
}

void sortUnique(std::vector<FunctionIndex> &values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Adds `more` to the sorted `values`; true if that changed them.
bool include(std::vector<FunctionIndex> &values, const std::vector<FunctionIndex> &more) {
  if (std::includes(values.begin(), values.end(), more.begin(), more.end()))
    return false;
  std::vector<FunctionIndex> both;
  std::set_union(values.begin(), values.end(), more.begin(), more.end(), std::back_inserter(both));
  values = std::move(both);
  return true;
}

} // namespace

CallableFlow::CallableFlow(const Program &program, const Symbols &symbols, const Matches &matches)
    : program_(program), symbols_(symbols), matches_(matches) {
  stored_ = addNode();
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    const FunctionFacts &facts = program.functions[i].facts;
    for (std::size_t call = 0; call < facts.calls.size(); ++call)
      collectCall(i, call);
    for (const FunctionUse &use : facts.uses)
      collectUse(i, use);
  }
  storeUnreadMembers();
  solve();
  indexByType();
  findNeverGiven();
  findNeverFilled();
}

CallableFlow::Node CallableFlow::addNode() {
  values_.emplace_back();
  flows_.emplace_back();
  read_.push_back(false);
  return values_.size() - 1;
}

CallableFlow::Node CallableFlow::parameterNode(FunctionIndex function, int parameter) {
  auto [place, isNew] = parameters_.try_emplace({function, parameter}, noNode);
  if (isNew)
    place->second = addNode();
  return place->second;
}

CallableFlow::Node CallableFlow::memberNode(const Text &name) {
  auto [place, isNew] = members_.try_emplace(name, noNode);
  if (isNew)
    place->second = addNode();
  return place->second;
}

CallableFlow::Node CallableFlow::findParameter(FunctionIndex function, int parameter) const {
  auto place = parameters_.find({function, parameter});
  return place == parameters_.end() ? noNode : place->second;
}

CallableFlow::Node CallableFlow::findMember(const Text &name) const {
  auto place = members_.find(name);
  return place == members_.end() ? noNode : place->second;
}

void CallableFlow::addSource(Node into, const FunctionList &functions) {
  values_[into].insert(values_[into].end(), functions.begin(), functions.end());
}

void CallableFlow::flowArgument(FunctionIndex from, const Argument &argument, Node into) {
  if (!argument.callable.empty())
    return addSource(into, symbols_.values(from, argument.callable));
  if (argument.callableParameter >= 0)
    flows_[parameterNode(from, argument.callableParameter)].push_back(into);
  if (!argument.callableMember.empty())
    flows_[memberNode(argument.callableMember)].push_back(into);
}

void CallableFlow::collectCall(FunctionIndex from, std::size_t index) {
  const CallSite &call = program_.functions[from].facts.calls[index];
  if (call.kind == CallKind::Indirect && call.callableParameter >= 0)
    read_[parameterNode(from, call.callableParameter)] = true;
  if (call.kind == CallKind::Indirect && !call.callableMember.empty())
    read_[memberNode(call.callableMember)] = true;

  FunctionList callees;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    if (!mayBeCallable(argument))
      continue;
    if (callees.empty())
      callees = symbols_.callees(from, call);
    switch (handoverOf(call, i, matches_.of(from, index), !callees.empty())) {
    case Handover::Flows:
      for (FunctionIndex callee : callees)
        flowArgument(from, argument, parameterNode(callee, static_cast<int>(i)));
      break;
    case Handover::Stores:
      flowArgument(from, argument, stored_);
      break;
    case Handover::Starts:
    case Handover::Runs:
      break;
    }
  }
}

void CallableFlow::collectUse(FunctionIndex from, const FunctionUse &use) {
  Node into = use.intoParameter >= 0 ? parameterNode(from, use.intoParameter)
              : use.into.empty()     ? stored_
                                     : memberNode(use.into);
  if (use.callableParameter >= 0)
    flows_[parameterNode(from, use.callableParameter)].push_back(into);
  if (!use.from.empty())
    flows_[memberNode(use.from)].push_back(into);
  if (!use.function.empty())
    addSource(into, symbols_.values(from, use.function));
}

/// A field that no call reads by name is read some other way: through a copy, an array, a struct.
void CallableFlow::storeUnreadMembers() {
  for (const auto &[_, node] : members_)
    if (!read_[node] && flows_[node].empty())
      flows_[node].push_back(stored_);
}

void CallableFlow::solve() {
  std::vector<Node> pending;
  std::vector<bool> queued(values_.size());
  for (Node node = 0; node < values_.size(); ++node) {
    sortUnique(values_[node]);
    if (!values_[node].empty() && !flows_[node].empty()) {
      pending.push_back(node);
      queued[node] = true;
    }
  }
  while (!pending.empty()) {
    Node node = pending.back();
    pending.pop_back();
    queued[node] = false;
    for (Node to : flows_[node])
      if (to != node && include(values_[to], values_[node]) && !queued[to]) {
        pending.push_back(to);
        queued[to] = true;
      }
  }
}

void CallableFlow::indexByType() {
  for (FunctionIndex function : values_[stored_])
    byType_[functionType(program_.functions[function].facts)].push_back(function);
}

void CallableFlow::findNeverGiven() {
  std::multimap<FunctionIndex, int> asked;
  llvm::DenseSet<const std::string *> names;
  for (const auto &[parameter, node] : parameters_)
    if (read_[node] && values_[node].empty()) {
      asked.emplace(parameter.first, parameter.second);
      names.insert(&program_.functions[parameter.first].facts.id.usr.str());
    }
  if (asked.empty())
    return;
  llvm::DenseSet<std::pair<FunctionIndex, int>> given;
  for (FunctionIndex from = 0; from < program_.functions.size(); ++from)
    for (const CallSite &call : program_.functions[from].facts.calls)
      if (names.contains(&call.callee.usr.str()))
        for (FunctionIndex callee : symbols_.callees(from, call))
          for (auto [place, end] = asked.equal_range(callee); place != end; ++place) {
            auto index = static_cast<std::size_t>(place->second);
            bool null = index < call.arguments.size() && call.arguments[index].integer == 0;
            (null ? neverGiven_ : given).insert({callee, place->second});
          }
  for (const std::vector<FunctionIndex> &values :
       values_) // called where nobody sees what is passed
    for (FunctionIndex function : values)
      for (auto [place, end] = asked.equal_range(function); place != end; ++place)
        given.insert({function, place->second});
  for (const auto &parameter : given)
    neverGiven_.erase(parameter);
}

/// `void onSave(function f) { saved_ = f; }`, and nobody calls onSave(): who does so elsewhere
/// stores a function of his own, not one of these.
void CallableFlow::findNeverFilled() {
  std::multimap<Node, FunctionIndex> fillers;
  std::vector<bool> isParameter(values_.size());
  for (const auto &[parameter, node] : parameters_) {
    isParameter[node] = true;
    for (Node into : flows_[node])
      if (read_[into] && values_[into].empty())
        fillers.emplace(into, parameter.first);
  }
  if (fillers.empty())
    return;
  llvm::DenseSet<Node> filledOtherwise;
  for (Node node = 0; node < flows_.size(); ++node)
    if (!isParameter[node])
      filledOtherwise.insert(flows_[node].begin(), flows_[node].end());
  llvm::DenseSet<const std::string *> called;
  for (const Function &function : program_.functions)
    for (const CallSite &call : function.facts.calls)
      called.insert(&call.callee.usr.str());
  llvm::DenseSet<FunctionIndex> taken;
  for (const std::vector<FunctionIndex> &values : values_)
    taken.insert(values.begin(), values.end());
  auto mayRun = [&](FunctionIndex index) {
    const FunctionFacts &facts = program_.functions[index].facts;
    return facts.isVirtual || facts.lambda || called.contains(&facts.id.usr.str()) ||
           taken.contains(index);
  };
  for (const auto &[member, filler] : fillers)
    neverFilled_.insert(member);
  for (const auto &[member, filler] : fillers)
    if (filledOtherwise.contains(member) || mayRun(filler))
      neverFilled_.erase(member);
}

CallableFlow::Targets CallableFlow::calledBy(FunctionIndex from, const CallSite &call) const {
  Targets targets;
  Node node = noNode;
  if (call.callableParameter >= 0)
    node = findParameter(from, call.callableParameter);
  else if (!call.callableMember.empty())
    node = findMember(call.callableMember);
  if (node != noNode)
    targets.functions = values_[node];
  if (!targets.functions.empty() || call.functionType.empty() ||
      neverGiven_.contains({from, call.callableParameter}) ||
      (node != noNode && neverFilled_.contains(node)))
    return targets;
  auto place = byType_.find(call.functionType);
  if (place == byType_.end())
    return targets;
  targets.byType = true;
  if (place->second.size() > maxByType)
    targets.tooMany = place->second.size();
  else
    targets.functions = place->second;
  return targets;
}

std::vector<FunctionIndex> CallableFlow::passedBy(FunctionIndex from,
                                                  const Argument &argument) const {
  std::vector<FunctionIndex> functions;
  if (!mayBeCallable(argument))
    return functions;
  if (!argument.callable.empty()) {
    FunctionList named = symbols_.values(from, argument.callable);
    functions.assign(named.begin(), named.end());
    return functions;
  }
  Node node = noNode;
  if (argument.callableParameter >= 0)
    node = findParameter(from, argument.callableParameter);
  else if (!argument.callableMember.empty())
    node = findMember(argument.callableMember);
  if (node != noNode)
    include(functions, values_[node]);
  return functions;
}

} // namespace coax
