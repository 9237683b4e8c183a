// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Instances.h"

#include <llvm/ADT/DenseMap.h>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace coax {
namespace {

class Finder {
public:
  Finder(Program &program, const CallableFlow &callables)
      : program_(program), callables_(callables), closed_(program.functions.size()) {}

  void run() {
    markGuards();
    markClosed();
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      enter(edge);
    for (std::size_t next = 0; next < program_.instances.size(); ++next) // the list grows
      addSteps(next);
    std::sort(program_.entries.begin(), program_.entries.end());
  }

private:
  /// What destructors run of the fields of their class is taken for their parameter 0, if these fields
  /// are filled by constructors only: calls of the destructor say what the object was made with.
  void markGuards() {
    std::unordered_set<Text> filled, filledElsewhere;
    for (const Function &function : program_.functions)
      for (const FunctionUse &use : function.facts.uses)
        if (!use.into.empty())
          (isMemberOf(use.into, function.facts) && function.facts.constructor ? filled
                                                                               : filledElsewhere)
              .insert(use.into);
    for (const Function &function : program_.functions)
      if (function.facts.destructor)
        for (EdgeIndex index : function.outgoing) {
          Edge &edge = program_.edges[index];
          const CallSite &call = program_.call(edge);
          if (isMemberOf(call.callableMember, function.facts) &&
              filled.contains(call.callableMember) &&
              !filledElsewhere.contains(call.callableMember) &&
              !callables_.calledBy(edge.from, call).byType)
            edge.parameter = 0;
        }
  }

  static bool isMemberOf(const Text &name, const FunctionFacts &facts) {
    return !facts.record.empty() && name.size() > facts.record.size() + 2 &&
           name.starts_with(facts.record) && name.str()[facts.record.size()] == ':';
  }

  /// Functions that run a parameter, or hand one on, and of which every call is seen.
  void markClosed() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
      const Function &function = program_.functions[i];
      closed_[i] = usesParameter(function) && isSeenFromAll(function);
      if (closed_[i])
        for (EdgeIndex edge : function.outgoing)
          program_.edges[edge].inInstances = runsParameter(program_.edges[edge]);
    }
  }

  static bool runsParameter(const Edge &edge) {
    return edge.parameter >= 0 && edge.starts == ContextKind::Unknown;
  }

  bool usesParameter(const Function &function) const {
    return std::any_of(function.outgoing.begin(), function.outgoing.end(), [&](EdgeIndex index) {
      const Edge &edge = program_.edges[index];
      const std::vector<Argument> &arguments = program_.call(edge).arguments;
      return runsParameter(edge) ||
             std::any_of(arguments.begin(), arguments.end(), [](const Argument &argument) {
               return argument.callableParameter >= 0;
             });
    });
  }

  /// Nobody calls it but functions of the program that name it, and wait for it.
  bool isSeenFromAll(const Function &function) const {
    const FunctionFacts &facts = function.facts;
    if (facts.coroutine || facts.isMain || facts.overridesSystem || !facts.annotation.empty() ||
        function.addressEscapes)
      return false;
    return std::all_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex index) {
      const Edge &edge = program_.edges[index];
      return namesCallee(edge) && edge.parameter < 0;
    });
  }

  static bool namesCallee(const Edge &edge) {
    return edge.starts == ContextKind::Unknown && edge.kind != CallKind::Indirect &&
           edge.kind != CallKind::Callback;
  }

  /// Calls of closed functions that say themselves what they give.
  void enter(EdgeIndex index) {
    const Edge &edge = program_.edges[index];
    if (!closed_[edge.to] || !namesCallee(edge))
      return;
    const std::vector<Argument> &arguments = program_.call(edge).arguments;
    if (program_.functions[edge.to].facts.destructor)
      return enterDestructor(index, arguments);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const bool handedOn = arguments[i].callableParameter >= 0 && closed_[edge.from];
      if (handedOn) // then it depends on who calls: see addSteps()
        continue;
      for (FunctionIndex target : callables_.passedBy(edge.from, arguments[i]))
        program_.entries.emplace_back(index, instance(edge.to, static_cast<int>(i), target));
    }
  }

  void enterDestructor(EdgeIndex index, const std::vector<Argument> &madeWith) {
    const Edge &edge = program_.edges[index];
    for (const Argument &argument : madeWith)
      for (FunctionIndex target : callables_.passedBy(edge.from, argument))
        program_.entries.emplace_back(index, instance(edge.to, 0, target));
    if (madeWith.empty()) // an object of any making
      for (EdgeIndex ran : program_.functions[edge.to].outgoing)
        if (runsParameter(program_.edges[ran]))
          program_.entries.emplace_back(index, instance(edge.to, 0, program_.edges[ran].to));
  }

  /// What an instance does with its callable.
  void addSteps(std::size_t index) {
    const FunctionIndex function = program_.instances[index].function;
    const int parameter = program_.instances[index].parameter;
    const FunctionIndex target = program_.instances[index].target;
    std::vector<Instance::Step> steps;
    for (EdgeIndex edgeIndex : program_.functions[function].outgoing) {
      const Edge &edge = program_.edges[edgeIndex];
      if (runsParameter(edge)) {
        if (edge.parameter == parameter && edge.to == target)
          steps.push_back({edgeIndex, edge.to});
        continue;
      }
      if (!closed_[edge.to] || !namesCallee(edge))
        continue;
      const std::vector<Argument> &arguments = program_.call(edge).arguments;
      for (std::size_t i = 0; i < arguments.size(); ++i)
        if (arguments[i].callableParameter == parameter && mayBe(function, arguments[i], target))
          steps.push_back({edgeIndex, instance(edge.to, static_cast<int>(i), target)});
    }
    program_.instances[index].steps = std::move(steps);
  }

  bool mayBe(FunctionIndex from, const Argument &argument, FunctionIndex target) const {
    if (argument.callable.empty())
      return true;
    std::vector<FunctionIndex> functions = callables_.passedBy(from, argument);
    return std::find(functions.begin(), functions.end(), target) != functions.end();
  }

  NodeIndex instance(FunctionIndex function, int parameter, FunctionIndex target) {
    auto [place, isNew] =
        known_.try_emplace({{function, parameter}, target}, program_.instances.size());
    if (isNew) {
      Instance &made = program_.instances.emplace_back();
      std::tie(made.function, made.parameter, made.target) =
          std::tuple(function, parameter, target);
    }
    return program_.functions.size() + place->second;
  }

  Program &program_;
  const CallableFlow &callables_;
  std::vector<bool> closed_;
  llvm::DenseMap<std::pair<std::pair<FunctionIndex, int>, FunctionIndex>, std::size_t> known_;
};

} // namespace

void findInstances(Program &program, const CallableFlow &callables) {
  Finder(program, callables).run();
}

} // namespace coax
