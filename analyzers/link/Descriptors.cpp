// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Descriptors.h"

#include "analyzers/model/QualifiedName.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace coax {

/// In a program that is whole, a function that nothing names is never called.
static bool isNeverCalled(const Function &function) {
  return function.incoming.empty() && !function.addressEscapes && !function.facts.isMain &&
         function.facts.overrides.empty() && !function.facts.lambda;
}

static bool isWhole(const Program &program) {
  return std::any_of(program.functions.begin(), program.functions.end(),
                     [](const Function &function) { return function.facts.isMain; });
}

/// Null if the call has no such argument.
static const Argument *argumentAt(const CallSite &call, int index) {
  return index >= 0 && static_cast<std::size_t>(index) < call.arguments.size()
             ? &call.arguments[static_cast<std::size_t>(index)]
             : nullptr;
}

Descriptors::Descriptors(const Program &program, const Symbols &symbols, const Matches &matches,
                         std::vector<std::string> kinds)
    : program_(program), kinds_(std::move(kinds)), symbols_(symbols), matches_(matches) {
  if (kinds_.empty())
    noteModes();
  else
    noteKinds();
  if (anySet_)
    noteOthers();
  while (followSetters())
    ;
  if (!anySet_)
    return;
  do
    while (follow())
      ;
  while (followCircles());
}

/// What variables are given beside such descriptors.
void Descriptors::noteOthers() {
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    const FunctionFacts &facts = program_.functions[i].facts;
    for (const DescriptorMove &move : facts.moves)
      if (!move.into.empty())
        assigned_.insert(&move.into.str());
    for (std::size_t call = 0; call < facts.calls.size(); ++call) {
      const Text &into = facts.calls[call].into;
      if (into.empty())
        continue;
      assigned_.insert(&into.str());
      const CatalogEntry *entry = matches_.of(i, call);
      if (entry && !entry->gives.empty() && entry->of.empty() &&
          entry->makes != DescriptorMode::Nonblocking)
        modes_[&into.str()].others.push_back({i, facts.calls[call].range.begin});
    }
  }
}

/// In lower case, without underscores.
static std::string folded(std::string_view name) {
  std::string lower;
  for (char c : name)
    if (c != '_')
      lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// What a flag says: `false`, `blocking::no`. None for other values.
static std::optional<bool> flagOf(const Argument &argument, const Text &parameter) {
  if (parameter == "bool" && argument.integer)
    return *argument.integer != 0;
  const std::string word = folded(lastComponent(argument.text.str()));
  if (word == "no" || word == "off" || word == "disabled")
    return false;
  if (word == "yes" || word == "on" || word == "enabled")
    return true;
  return std::nullopt;
}

/// `set_nonblocking(fd, true)`, `setBlocking(false)`: by its name and the flag that it is given,
/// the call puts the descriptor in non-blocking mode.
static bool asksForNonblocking(const CallSite &call, std::string_view name) {
  const std::string lower = folded(lastComponent(name));
  const bool wanted = lower.find("nonblock") != lower.npos;
  bool asks = false;
  for (std::size_t i = 0; i < std::min(call.arguments.size(), call.parameters.size()); ++i) {
    std::optional<bool> flag = flagOf(call.arguments[i], call.parameters[i]);
    const std::optional<std::int64_t> &value = call.arguments[i].integer;
    if (!flag && i > 0 && (value == 0 || value == 1)) // an int, after the descriptor
      flag = value == 1;
    if (flag && *flag != wanted)
      return false;
    asks |= flag.has_value();
  }
  return asks && lower.find("block") != lower.npos;
}

/// A function that sets one mode or the other, and is always asked for this one.
bool Descriptors::isAlwaysAsked(const Function &function) const {
  return !function.incoming.empty() && !function.addressEscapes &&
         std::all_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex edge) {
           return asksForNonblocking(program_.call(program_.edges[edge]),
                                     function.facts.name.str());
         });
}

void Descriptors::noteModes() {
  const bool whole = isWhole(program_);
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    const std::vector<CallSite> &calls = program_.functions[i].facts.calls;
    const bool never = whole && isNeverCalled(program_.functions[i]);
    for (std::size_t call = 0; call < calls.size(); ++call)
      if (const CatalogEntry *entry = matches_.of(i, call);
          entry && entry->makes != DescriptorMode::Unchanged && entry->like < 0 &&
          !(never && entry->makes == DescriptorMode::Blocking))
        note(i, calls[call], *entry,
             isAlwaysAsked(program_.functions[i]) ? DescriptorMode::Nonblocking : entry->makes);
  }
}

bool Descriptors::isOfKind(const std::string &name) const {
  return !name.empty() && std::find(kinds_.begin(), kinds_.end(), name) != kinds_.end();
}

void Descriptors::noteKinds() {
  for (const std::string &kind : kinds_)
    variables_.insert(&Text(kind).str());
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    const FunctionFacts &facts = program_.functions[i].facts;
    for (const DescriptorMove &move : facts.moves)
      anySet_ |= variables_.contains(&move.from.str());
    for (std::size_t call = 0; call < facts.calls.size(); ++call)
      if (const CatalogEntry *entry = matches_.of(i, call); entry && isOfKind(entry->gives)) {
        anySet_ = true;
        for (int of : entry->of)
          if (const Argument *argument = argumentAt(facts.calls[call], of))
            set(i, facts.calls[call], *argument, DescriptorMode::Nonblocking);
      }
  }
}

void Descriptors::note(FunctionIndex function, const CallSite &call, const CatalogEntry &entry,
                       DescriptorMode mode) {
  anySet_ |= mode == DescriptorMode::Nonblocking;
  if (entry.of.empty())
    set(function, call, call.into, mode);
  for (int of : entry.of)
    if (const Argument *argument = argumentAt(call, of))
      set(function, call, *argument, mode);
}

/// True if that is news.
bool Descriptors::set(FunctionIndex function, const CallSite &call, const Text &storage,
                      DescriptorMode mode) {
  if (storage.empty())
    return false;
  Modes &modes = modes_[&storage.str()];
  if (mode == DescriptorMode::Blocking)
    return !std::exchange(modes.blocking, true);
  const bool known =
      std::any_of(modes.nonblocking.begin(), modes.nonblocking.end(), [&](const Setting &setting) {
        return setting.function == function && setting.place == call.range.begin;
      });
  if (!known)
    modes.nonblocking.push_back({function, call.range.begin});
  return !known;
}

/// True if callers of `function` have to be looked at again.
bool Descriptors::set(FunctionIndex function, const CallSite &call, const Argument &argument,
                      DescriptorMode mode) {
  set(function, call, argument.place, mode);
  if (!argument.place.empty())
    modes_[&argument.place.str()].switched = true;
  if (argument.parameter < 0)
    return false;
  auto [known, isNew] =
      setters_.try_emplace({function, static_cast<unsigned>(argument.parameter)}, mode);
  setterNames_.insert(&program_.functions[function].facts.id.usr.str());
  if (isNew || known->second == mode || known->second == DescriptorMode::Blocking)
    return isNew;
  known->second = DescriptorMode::Blocking; // both: nothing is known
  return true;
}

bool Descriptors::followSetters() {
  bool changed = false;
  if (setters_.empty())
    return false;
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
    for (const CallSite &call : program_.functions[i].facts.calls)
      if (setterNames_.contains(&call.callee.usr.str()))
        changed |= followSetters(i, call);
  return changed;
}

bool Descriptors::followSetters(FunctionIndex function, const CallSite &call) {
  bool changed = false;
  for (FunctionIndex callee : symbols_.callees(function, call))
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      if (auto setter = setters_.find({callee, static_cast<unsigned>(i)});
          setter != setters_.end()) {
        DescriptorMode mode = setter->second;
        changed |= set(function, call, call.arguments[i], mode);
      }
  return changed;
}

const Descriptors::Setting *Descriptors::lastBefore(const std::vector<Setting> &settings,
                                                    FunctionIndex function, const Location &at) {
  const Setting *last = nullptr;
  for (const Setting &setting : settings)
    if (setting.function == function && setting.place < at &&
        (!last || last->place < setting.place))
      last = &setting;
  return last;
}

bool Descriptors::holds(FunctionIndex function, const Location &at, const Text &storage,
                        int parameter) const {
  if (storage.empty())
    return false;
  auto modes = modes_.find(&storage.str());
  if (modes != modes_.end() && modes->second.blocking)
    return false;
  if (variables_.contains(&storage.str()) ||
      (parameter >= 0 && !assigned_.contains(&storage.str()) &&
       parameters_.contains({function, static_cast<unsigned>(parameter)})))
    return true;
  if (modes == modes_.end())
    return isSetByCopy(function, at, storage);
  const Setting *set = lastBefore(modes->second.nonblocking, function, at);
  const Setting *other = lastBefore(modes->second.others, function, at);
  if (set || other)
    return (set && (!other || other->place < set->place)) || isSetByCopy(function, at, storage);
  const bool elsewhere =
      std::any_of(modes->second.nonblocking.begin(), modes->second.nonblocking.end(),
                  [&](const Setting &setting) { return setting.function != function; });
  return elsewhere && (modes->second.switched || modes->second.others.empty());
}

/// `fd_ = fd; makeNonblocking(); connect(fd, …)`: a field got this descriptor, and since then what
/// puts the field in non-blocking mode was called.
bool Descriptors::isSetByCopy(FunctionIndex function, const Location &at,
                              const Text &storage) const {
  const FunctionFacts &facts = program_.functions[function].facts;
  return std::any_of(facts.moves.begin(), facts.moves.end(), [&](const DescriptorMove &move) {
    auto modes = move.into.empty() ? modes_.end() : modes_.find(&move.into.str());
    return move.from == storage && modes != modes_.end() && !modes->second.blocking &&
           std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallSite &call) {
             return move.location < call.range.begin && call.range.begin < at &&
                    setsOne(function, call, modes->second.nonblocking);
           });
  });
}

/// The call is one of these settings, or of a function that has one.
bool Descriptors::setsOne(FunctionIndex function, const CallSite &call,
                          const std::vector<Setting> &settings) const {
  const FunctionList callees = symbols_.callees(function, call);
  return std::any_of(settings.begin(), settings.end(), [&](const Setting &setting) {
    return (setting.function == function && setting.place == call.range.begin) ||
           std::find(callees.begin(), callees.end(), setting.function) != callees.end();
  });
}

bool Descriptors::holds(FunctionIndex function, const CallSite &call,
                        const CatalogEntry &entry) const {
  const Argument *descriptor = argumentAt(call, entry.descriptor);
  return descriptor && holds(function, call.range.begin, *descriptor);
}

/// The call gives such a descriptor as its result.
bool Descriptors::resultHolds(FunctionIndex function, std::size_t index) const {
  const CallSite &call = program_.functions[function].facts.calls[index];
  const CatalogEntry *entry = matches_.of(function, index);
  if (entry && !kinds_.empty() && entry->of.empty() && isOfKind(entry->gives))
    return true;
  if (entry && kinds_.empty() && entry->makes == DescriptorMode::Nonblocking && entry->of.empty()) {
    if (entry->like < 0)
      return true;
    const Argument *like = argumentAt(call, entry->like);
    return like && holds(function, call.range.begin, *like);
  }
  const FunctionList callees = symbols_.callees(function, call);
  return !callees.empty() && std::all_of(callees.begin(), callees.end(), [&](FunctionIndex callee) {
    return results_.contains(callee);
  });
}

/// What gets such a descriptor only, but for what it gets from itself, by way of others: a field
/// whose value a callback hands on to an object with the same field. All that such descriptors may
/// come to is assumed to get nothing else, and what does is taken back until nothing more is. True
/// if anything is left.
bool Descriptors::followCircles() {
  const auto variables = variables_;
  const auto parameters = parameters_;
  const auto results = results_;
  assuming_ = true;
  while (followMoves())
    ;
  assuming_ = false;
  while (withdraw(variables, parameters, results))
    ;
  return variables_.size() + parameters_.size() + results_.size() >
         variables.size() + parameters.size() + results.size();
}

/// Of what is beyond these, what gets something else. True if there was any.
bool Descriptors::withdraw(const llvm::DenseSet<Name> &variables,
                           const llvm::DenseSet<Parameter> &parameters,
                           const llvm::DenseSet<FunctionIndex> &results) {
  std::vector<Parameter> otherParameters;
  for (const Parameter &parameter : parameters_)
    if (!parameters.contains(parameter) && !isAlwaysGiven(parameter))
      otherParameters.push_back(parameter);
  std::vector<FunctionIndex> otherResults;
  for (FunctionIndex function : results_)
    if (!results.contains(function) && !isAlwaysReturned(function))
      otherResults.push_back(function);
  const llvm::DenseSet<Name> otherVariables =
      getOther([&](Name name) { return variables_.contains(name) && !variables.contains(name); });
  for (const Parameter &parameter : otherParameters)
    parameters_.erase(parameter);
  for (FunctionIndex function : otherResults)
    results_.erase(function);
  for (Name name : otherVariables)
    variables_.erase(name);
  return !otherParameters.empty() || !otherResults.empty() || !otherVariables.empty();
}

/// One step further, wherever such descriptors go. True if any went somewhere new.
bool Descriptors::follow() {
  bool changed = followMoves();
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
    for (std::size_t call = 0; call < program_.functions[i].facts.calls.size(); ++call)
      changed |= followLikeness(i, call);
  while (followSetters())
    changed = true;
  return changed;
}

bool Descriptors::followMoves() {
  bool changed = false;
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    const FunctionFacts &facts = program_.functions[i].facts;
    for (std::size_t call = 0; call < facts.calls.size(); ++call)
      changed |= followArguments(i, call);
    if (!results_.contains(i) && (assuming_ ? mayBeReturned(i) : isAlwaysReturned(i)))
      changed |= results_.insert(i).second;
  }
  return followVariables() || changed;
}

/// Whom the call runs: also what is stored in the field or variable that it calls.
FunctionList Descriptors::calleesOf(FunctionIndex function, std::size_t index) const {
  const Function &caller = program_.functions[function];
  const CallSite &call = caller.facts.calls[index];
  if (call.kind != CallKind::Indirect)
    return symbols_.callees(function, call);
  FunctionList callees;
  for (EdgeIndex edge : caller.outgoing)
    if (program_.edges[edge].call == index && program_.edges[edge].kind == CallKind::Indirect)
      callees.push_back(program_.edges[edge].to);
  return callees;
}

/// A call that makes one descriptor like another: SSL_set_fd(ssl, fd).
bool Descriptors::followLikeness(FunctionIndex function, std::size_t index) {
  const CatalogEntry *entry = matches_.of(function, index);
  if (!entry || entry->like < 0 || !kinds_.empty())
    return false;
  const CallSite &call = program_.functions[function].facts.calls[index];
  const Argument *like = argumentAt(call, entry->like);
  if (!like || !holds(function, call.range.begin, *like))
    return false;
  bool changed = false;
  for (int index : entry->of) // none: resultHolds() is asked
    if (const Argument *of = argumentAt(call, index)) {
      changed |= set(function, call, of->place, entry->makes);
      changed |= set(function, call, *of, entry->makes);
    }
  return changed;
}

bool Descriptors::followArguments(FunctionIndex function, std::size_t index) {
  const CallSite &call = program_.functions[function].facts.calls[index];
  bool changed = false;
  FunctionList callees;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument &argument = call.arguments[i];
    if (!holds(function, call.range.begin, argument))
      continue;
    if (!assuming_ && argument.parameter >= 0 &&
        parameters_.contains({function, static_cast<unsigned>(argument.parameter)}))
      variables_.insert(&argument.place.str()); // lambdas know it by its name
    if (callees.empty())
      callees = calleesOf(function, index);
    for (FunctionIndex callee : callees) {
      Parameter parameter{callee, static_cast<unsigned>(i)};
      if (!parameters_.contains(parameter) && (assuming_ || isAlwaysGiven(parameter)))
        changed |= parameters_.insert(parameter).second;
    }
  }
  return changed;
}

/// A callable that was stored: the call of the field that it was stored in is seen.
bool Descriptors::isCalledWhereKept(const Function &function) const {
  return std::any_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex edge) {
    return program_.edges[edge].kind == CallKind::Indirect;
  });
}

/// Every call of the function that may happen gives this parameter such a descriptor.
bool Descriptors::isAlwaysGiven(Parameter parameter) const {
  const Function &function = program_.functions[parameter.first];
  if (function.facts.overridesSystem || (function.addressEscapes && !isCalledWhereKept(function)))
    return false;
  return std::all_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex index) {
    const Edge &edge = program_.edges[index];
    const CallSite &call = program_.call(edge);
    if (edge.kind == CallKind::Callback || parameter.second >= call.arguments.size())
      return false;
    const Argument &argument = call.arguments[parameter.second];
    return argument.integer == -1 || holds(edge.from, call.range.begin, argument);
  });
}

/// Everything that the function returns is such a descriptor, or an error.
bool Descriptors::isAlwaysReturned(FunctionIndex function) const {
  const Returned returned = whatIsReturned(function);
  return returned.such && !returned.other;
}

bool Descriptors::mayBeReturned(FunctionIndex function) const {
  return whatIsReturned(function).such;
}

Descriptors::Returned Descriptors::whatIsReturned(FunctionIndex function) const {
  const FunctionFacts &facts = program_.functions[function].facts;
  Returned returned;
  auto note = [&](bool such) { (such ? returned.such : returned.other) = true; };
  for (const DescriptorMove &move : facts.moves)
    if (move.into.empty())
      note(holds(function, move.location, move.from, move.parameter));
  for (std::size_t call = 0; call < facts.calls.size(); ++call)
    if (facts.calls[call].returned)
      note(resultHolds(function, call));
  return returned;
}

/// All that variables and fields are given. `visit` takes the name, and what says whether it is
/// such a descriptor.
template <typename Visit> void Descriptors::forEachGiven(Visit visit) const {
  for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
    const FunctionFacts &facts = program_.functions[i].facts;
    for (const DescriptorMove &move : facts.moves)
      if (!move.into.empty())
        visit(&move.into.str(), [&] { return holds(i, move.location, move.from, move.parameter); });
    for (std::size_t call = 0; call < facts.calls.size(); ++call)
      if (const Text &into = facts.calls[call].into; !into.empty())
        visit(&into.str(), [&] { return resultHolds(i, call); });
  }
}

/// Those among the variables asked for that are given something else.
template <typename IsAsked>
llvm::DenseSet<Descriptors::Name> Descriptors::getOther(IsAsked isAsked) const {
  llvm::DenseSet<Name> found;
  forEachGiven([&](Name into, auto holds) {
    if (isAsked(into) && !holds())
      found.insert(into);
  });
  return found;
}

/// Variables and fields that get nothing but such descriptors.
bool Descriptors::followVariables() {
  llvm::DenseSet<Name> gets;
  forEachGiven([&](Name into, auto holds) {
    if (!variables_.contains(into) && holds())
      gets.insert(into);
  });
  if (gets.empty())
    return false;
  llvm::DenseSet<Name> others;
  if (!assuming_)
    others = getOther([&](Name name) { return gets.contains(name); });
  bool changed = false;
  for (Name name : gets)
    if (!others.contains(name))
      changed |= variables_.insert(name).second;
  return changed;
}

} // namespace coax
