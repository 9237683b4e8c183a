// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Instances.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace coax {
namespace {

bool isMemberOf(const Text &name, const FunctionFacts &facts) {
  return !facts.record.empty() && name.size() > facts.record.size() + 2 &&
         name.starts_with(facts.record) && name.str()[facts.record.size()] == ':';
}

/// Calls of it say what the object was made with: the destructor, or an awaiter's part in an await.
bool isOfMadeObject(const FunctionFacts &facts) {
  return facts.destructor || facts.name.ends_with("::await_ready") ||
         facts.name.ends_with("::await_suspend") || facts.name.ends_with("::await_resume");
}

/// What destructors and awaiters run of the fields of their class is taken for their parameter 0,
/// if these fields are filled by constructors only.
class Guards {
public:
  Guards(Program &program, const CallableFlow &callables)
      : program_(program), callables_(callables) {}

  void mark() {
    findFilled();
    for (const Function &function : program_.functions)
      if (isOfMadeObject(function.facts) && runsOneField(function))
        for (EdgeIndex edge : function.outgoing)
          if (isFilledByConstructors(program_.edges[edge], function.facts))
            program_.edges[edge].parameter = 0;
  }

private:
  void findFilled() {
    for (const Function &function : program_.functions)
      for (const FunctionUse &use : function.facts.uses)
        if (!use.into.empty()) {
          bool own = function.facts.constructor && isMemberOf(use.into, function.facts) &&
                     use.callableParameter >= 0;
          (own ? filled_ : filledElsewhere_).insert(use.into);
        }
  }

  static bool runsOneField(const Function &function) {
    std::unordered_set<Text> fields;
    for (const CallSite &call : function.facts.calls)
      if (isMemberOf(call.callableMember, function.facts))
        fields.insert(call.callableMember);
    return fields.size() == 1;
  }

  bool isFilledByConstructors(const Edge &edge, const FunctionFacts &method) const {
    const CallSite &call = program_.call(edge);
    return isMemberOf(call.callableMember, method) && filled_.contains(call.callableMember) &&
           !filledElsewhere_.contains(call.callableMember) &&
           !callables_.calledBy(edge.from, call).byType;
  }

  Program &program_;
  const CallableFlow &callables_;
  std::unordered_set<Text> filled_, filledElsewhere_;
};

bool runsParameter(const Edge &edge) {
  return edge.parameter >= 0 && edge.starts == ContextKind::Unknown;
}

bool namesCallee(const Edge &edge) {
  return edge.starts == ContextKind::Unknown && edge.kind != CallKind::Indirect &&
         edge.kind != CallKind::Callback;
}

/// Nobody calls it but functions of the program that name it, and wait for it.
bool isSeenFromAll(const Program &program, const Function &function) {
  const FunctionFacts &facts = function.facts;
  if (facts.coroutine || facts.isMain || facts.overridesSystem || !facts.annotation.empty() ||
      function.addressEscapes)
    return false;
  return std::all_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex index) {
    const Edge &edge = program.edges[index];
    return namesCallee(edge) && edge.parameter < 0;
  });
}

/// Instances by callables that functions are given.
class CallableInstances {
public:
  CallableInstances(Program &program, const CallableFlow &callables,
                    const std::vector<bool> &closed)
      : program_(program), callables_(callables), closed_(closed), uses_(program.functions.size()) {
  }

  void find() {
    for (Edge &edge : program_.edges) {
      edge.inInstances = closed_[edge.from] && runsParameter(edge);
      if (edge.inInstances || (closed_[edge.from] && handsParameterOn(edge)))
        uses_[edge.from] = true;
    }
    findFallbacks();
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      enter(edge);
    for (std::size_t next = 0; next < program_.instances.size(); ++next) // the list grows
      addSteps(next);
  }

private:
  /// What functions put into a parameter themselves may run for every caller.
  void findFallbacks() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      for (const FunctionUse &use : program_.functions[i].facts.uses)
        if (use.intoParameter >= 0) {
          Argument stored;
          stored.callable = use.function;
          stored.callableParameter = use.callableParameter;
          stored.callableMember = use.from;
          for (FunctionIndex target : callables_.passedBy(i, stored))
            fallbacks_[i].emplace_back(use.intoParameter, target);
        }
  }

  bool handsParameterOn(const Edge &edge) const {
    const std::vector<Argument> &arguments = program_.call(edge).arguments;
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const Argument &argument) { return argument.callableParameter >= 0; });
  }

  /// Calls of closed functions that say themselves what they give.
  void enter(EdgeIndex index) {
    const Edge &edge = program_.edges[index];
    if (!uses_[edge.to] || !namesCallee(edge) || edge.never)
      return;
    const std::vector<Argument> &arguments = program_.call(edge).arguments;
    if (isOfMadeObject(program_.functions[edge.to].facts))
      return enterMadeObject(index,
                             edge.kind == CallKind::Implicit ? arguments : std::vector<Argument>());
    if (auto fallbacks = fallbacks_.find(edge.to); fallbacks != fallbacks_.end())
      for (const auto &[parameter, target] : fallbacks->second)
        program_.entries.emplace_back(index, instance(edge.to, parameter, target));
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const bool handedOn = arguments[i].callableParameter >= 0 && closed_[edge.from];
      if (handedOn) // then it depends on who calls: see addSteps()
        continue;
      for (FunctionIndex target : givenBy(edge, arguments[i], static_cast<int>(i)))
        program_.entries.emplace_back(index, instance(edge.to, static_cast<int>(i), target));
    }
  }

  /// What an argument may be; of one that says nothing, all that the callee is given by others.
  std::vector<FunctionIndex> givenBy(const Edge &edge, const Argument &argument,
                                     int parameter) const {
    const bool says = !argument.callable.empty() || argument.callableParameter >= 0 ||
                      !argument.callableMember.empty() || argument.integer;
    if (says)
      return callables_.passedBy(edge.from, argument);
    Argument any;
    any.callableParameter = parameter;
    return callables_.passedBy(edge.to, any);
  }

  void enterMadeObject(EdgeIndex index, const std::vector<Argument> &madeWith) {
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
      if (edge.never)
        continue;
      if (runsParameter(edge)) {
        if (edge.parameter == parameter && edge.to == target)
          steps.push_back({edgeIndex, edge.to});
        continue;
      }
      if (!uses_[edge.to] || !namesCallee(edge))
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
  const std::vector<bool> &closed_;
  llvm::DenseMap<FunctionIndex, std::vector<std::pair<int, FunctionIndex>>> fallbacks_;
  std::vector<bool> uses_; ///< closed functions that run a parameter, or hand one on
  llvm::DenseMap<std::pair<std::pair<FunctionIndex, int>, FunctionIndex>, std::size_t> known_;
};

/// "ns::File::Part" for "const ns::File::Part *" and "ns::File<int>::Part &".
Text classNamed(std::string_view type) {
  if (type.starts_with("const "))
    type.remove_prefix(6);
  std::string name;
  int depth = 0;
  for (char c : type) {
    depth += c == '<' ? 1 : 0;
    if (depth == 0 && (c == '*' || c == '&' || c == ' '))
      break;
    if (depth == 0)
      name += c;
    depth -= c == '>' ? 1 : 0;
  }
  return Text(name);
}

/// Instances by the class of objects that functions are given: what calls say of it by their types.
class ObjectInstances {
public:
  ObjectInstances(Program &program, const Symbols &symbols, const std::vector<bool> &closed)
      : program_(program), symbols_(symbols), closed_(closed), first_(program.instances.size()) {}

  void find() {
    findUses();
    if (uses_.empty())
      return;
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      enter(edge);
    for (std::size_t next = first_; next < program_.instances.size(); ++next) // the list grows
      addSteps(next);
  }

private:
  /// An object that a function is given: as a parameter, or as its own.
  using Given = std::pair<FunctionIndex, int>;

  /// Which object of the caller decides what a virtual call reaches: -1 if none does, or not here.
  int deciding(const Edge &edge) const {
    const CallSite &call = program_.call(edge);
    return edge.kind == CallKind::Virtual && edge.may && closed_[edge.from] &&
                   edge.starts == ContextKind::Unknown
               ? call.on
               : -1;
  }

  void findUses() {
    std::vector<Given> pending;
    auto use = [&](FunctionIndex function, int object) {
      if (object != -1 && closed_[function] && uses_.insert({function, object}).second)
        pending.push_back({function, object});
    };
    for (Edge &edge : program_.edges)
      if (int object = deciding(edge); object != -1) {
        edge.inInstances = true;
        use(edge.from, object);
      }
    while (!pending.empty()) {
      Given given = pending.back();
      pending.pop_back();
      for (EdgeIndex edge : program_.functions[given.first].incoming)
        use(program_.edges[edge].from, handedOn(program_.edges[edge], given.second));
    }
  }

  /// Which object of the caller an edge gives the callee as `object`.
  int handedOn(const Edge &edge, int object) const {
    const CallSite &call = program_.call(edge);
    if (object == thisObject)
      return call.on;
    auto index = static_cast<std::size_t>(object);
    return index < call.arguments.size() ? call.arguments[index].object : -1;
  }

  /// The class that the call's types say; that of the callee is no news.
  Text staticClass(const Edge &edge, int object) const {
    const CallSite &call = program_.call(edge);
    if (object == thisObject)
      return classNamed(call.receiver.str());
    auto index = static_cast<std::size_t>(object);
    return index < call.arguments.size() ? classNamed(call.arguments[index].type.str()) : Text();
  }

  template <typename Visit> void forEachUse(FunctionIndex function, Visit visit) const {
    if (uses_.contains({function, thisObject}))
      visit(thisObject);
    for (int i = 0; i < static_cast<int>(program_.functions[function].facts.parameters.size()); ++i)
      if (uses_.contains({function, i}))
        visit(i);
  }

  void enter(EdgeIndex index) {
    const Edge &edge = program_.edges[index];
    if (edge.inInstances || edge.never || edge.starts != ContextKind::Unknown)
      return;
    forEachUse(edge.to, [&](int object) {
      if (!uses_.contains({edge.from, handedOn(edge, object)})) // else see addSteps()
        program_.entries.emplace_back(index, instance(edge.to, object, staticClass(edge, object)));
    });
  }

  /// What an instance does with its object.
  void addSteps(std::size_t index) {
    const FunctionIndex function = program_.instances[index].function;
    const int object = program_.instances[index].parameter;
    const Text known = classes_[index - first_];
    std::vector<Instance::Step> steps;
    for (EdgeIndex edgeIndex : program_.functions[function].outgoing) {
      const Edge &edge = program_.edges[edgeIndex];
      if (edge.never || edge.starts != ContextKind::Unknown)
        continue;
      const bool decides = edge.inInstances && deciding(edge) == object;
      if (decides && mayReach(edge, known))
        steps.push_back({edgeIndex, edge.to});
      if (edge.inInstances && !decides)
        continue;
      if (decides && !mayReach(edge, known))
        continue;
      forEachUse(edge.to, [&](int given) {
        const bool same = handedOn(edge, given) == object;
        if (!same && !decides)
          return; // base and other instances do that
        Text said = same && !known.empty() ? known : staticClass(edge, given);
        steps.push_back({edgeIndex, instance(edge.to, given, said)});
      });
    }
    program_.instances[index].steps = std::move(steps);
  }

  /// A virtual call on an object of that class, or of one derived from it. All may be reached if
  /// the class does not itself override what is called.
  bool mayReach(const Edge &edge, const Text &known) const {
    if (known.empty())
      return true;
    for (FunctionIndex method : symbols_.dispatch(program_.call(edge).callee))
      if (program_.functions[method].facts.record == known) {
        const std::vector<FunctionIndex> &reached =
            symbols_.dispatch(program_.functions[method].facts.id);
        return std::binary_search(reached.begin(), reached.end(), edge.to);
      }
    return true;
  }

  NodeIndex instance(FunctionIndex function, int object, const Text &known) {
    auto [place, isNew] =
        known_.try_emplace({{function, object}, &known.str()}, program_.instances.size());
    if (isNew) {
      Instance &made = program_.instances.emplace_back();
      made.function = function;
      made.parameter = object;
      classes_.push_back(known);
    }
    return program_.functions.size() + place->second;
  }

  Program &program_;
  const Symbols &symbols_;
  const std::vector<bool> &closed_;
  std::size_t first_;          ///< of these instances
  std::vector<Text> classes_;  ///< of each of them
  llvm::DenseSet<Given> uses_; ///< objects that decide what is reached
  llvm::DenseMap<std::pair<Given, const std::string *>, std::size_t> known_;
};

} // namespace

std::vector<bool> seenFromAll(const Program &program) {
  std::vector<bool> seen;
  seen.reserve(program.functions.size());
  for (const Function &function : program.functions)
    seen.push_back(isSeenFromAll(program, function));
  return seen;
}

void findInstances(Program &program, const Symbols &symbols, const CallableFlow &callables) {
  Guards(program, callables).mark();
  const std::vector<bool> closed = seenFromAll(program);
  CallableInstances(program, callables, closed).find();
  ObjectInstances(program, symbols, closed).find();
  std::sort(program.entries.begin(), program.entries.end());
}

} // namespace coax
