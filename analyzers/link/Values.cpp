// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Values.h"

#include "analyzers/link/Sites.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace coax {
namespace {

/// What a value may be: constants, and perhaps others that are not known.
struct Values {
  std::set<std::int64_t> constants;
  bool others = false;

  bool satisfy(const ValueTest &test) const {
    return others || std::any_of(constants.begin(), constants.end(),
                                 [&](std::int64_t value) { return test.holds(value); });
  }
  std::size_t count() const { return constants.size() + (others ? 1 : 0); }

  /// True if something is new.
  bool add(const Values &more) {
    if (tooMany_)
      return false;
    const std::size_t before = count();
    constants.insert(more.constants.begin(), more.constants.end());
    others |= more.others;
    if (constants.size() > most || more.tooMany_) {
      constants.clear();
      tooMany_ = others = true;
      return true;
    }
    return count() != before;
  }

private:
  /// A parameter with more than so many values is one of any value.
  static constexpr std::size_t most = 16;
  bool tooMany_ = false;
};

using Parameter = std::pair<FunctionIndex, int>;

Values known(std::int64_t value) {
  Values values;
  values.constants.insert(value);
  return values;
}

Values unknown() {
  Values values;
  values.others = true;
  return values;
}

/// What has no main is a library: others call it, and set its variables, who are not seen.
bool hasMain(const std::vector<Function> &functions) {
  return std::any_of(functions.begin(), functions.end(),
                     [](const Function &function) { return function.facts.isMain; });
}

/// What callers give to the parameters that matter.
class GivenValues {
public:
  explicit GivenValues(const Program &program) : program_(program) { findClosed(); }

  /// All its callers are seen, and name it. Others may give any value to one that is not closed.
  bool isClosed(FunctionIndex function) const { return closed_[function]; }

  /// The values of the parameter decide something.
  void use(FunctionIndex function, int parameter) {
    if (parameter < 0 || program_.functions[function].incoming.empty())
      return;
    auto [place, isNew] = values_.try_emplace({function, parameter});
    if (!isNew)
      return;
    if (!closed_[function])
      place->second = unknown();
    pending_.push_back({function, parameter});
  }

  void spread() {
    for (std::size_t next = 0; next < pending_.size(); ++next) { // the list grows
      const Parameter at = pending_[next];
      for (EdgeIndex edge : program_.functions[at.first].incoming)
        if (const Argument *argument = given(program_.edges[edge], at.second))
          use(program_.edges[edge].from, argument->passes);
    }
    for (bool changed = true; std::exchange(changed, false);)
      for (const Parameter &at : pending_)
        for (EdgeIndex edge : program_.functions[at.first].incoming)
          if (!program_.edges[edge].never &&
              values_[at].add(valuesAt(program_.edges[edge], at.second)))
            changed = true;
  }

  /// Null if the parameter decides nothing, or nobody is seen to call.
  const Values *of(FunctionIndex function, int parameter) const {
    auto found = values_.find({function, parameter});
    return found == values_.end() ? nullptr : &found->second;
  }

  /// What an edge gives the callee as this parameter.
  Values valuesAt(const Edge &edge, int parameter) const {
    const Argument *argument = namesCallee(edge) ? given(edge, parameter) : nullptr;
    if (argument && argument->integer)
      return known(*argument->integer);
    const Values *passed = argument ? of(edge.from, argument->passes) : nullptr;
    return passed ? *passed : unknown();
  }

  const Argument *given(const Edge &edge, int parameter) const {
    const std::vector<Argument> &arguments = program_.call(edge).arguments;
    const auto index = static_cast<std::size_t>(parameter);
    return index < arguments.size() ? &arguments[index] : nullptr;
  }

  /// In the order in which they were found.
  const std::vector<Parameter> &used() const { return pending_; }

private:
  void findClosed() {
    const bool library = !hasMain(program_.functions);
    closed_.reserve(program_.functions.size());
    for (const Function &function : program_.functions)
      closed_.push_back(seesAllCallers(function, library));
  }

  bool seesAllCallers(const Function &function, bool library) const {
    const FunctionFacts &facts = function.facts;
    // What libraries may call without a word of it here.
    if (facts.constructor || facts.overridesSystem || (facts.operatorOrConversion && !facts.lambda))
      return false;
    if (!facts.hasBody || facts.isMain || !facts.annotation.empty() || function.addressEscapes ||
        (library && !facts.isStatic && !facts.lambda))
      return false;
    bool called = false;
    for (EdgeIndex index : function.incoming) {
      const Edge &edge = program_.edges[index];
      if (!namesCallee(edge))
        return false;
      called |= edge.from != edge.to;
    }
    return called;
  }

  /// The arguments of the call are those of the callee.
  bool namesCallee(const Edge &edge) const {
    return edge.kind != CallKind::Indirect && edge.kind != CallKind::Callback &&
           edge.parameter < 0 &&
           (program_.functions[edge.to].facts.coroutine || edge.starts == ContextKind::Unknown);
  }

  const Program &program_;
  std::vector<bool> closed_;
  std::map<Parameter, Values> values_;
  std::vector<Parameter> pending_;
};

class ValueFollower {
public:
  ValueFollower(Program &program, const Catalog &catalog)
      : program_(program), catalog_(catalog), given_(program) {}

  void run() {
    findUses();
    given_.spread();
    markUnreached();
    dropSites();
    findSplit();
    findDecided();
    openInstances();
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      enter(edge);
    for (std::size_t next = first_; next < program_.instances.size(); ++next) // the list grows
      addSteps(next);
    placeSites();
    std::sort(program_.entries.begin(), program_.entries.end());
  }

private:
  /// What an Instance is about: a value of each parameter by which its function is split, in the
  /// order of the parameters; none where it is not known.
  using Given = std::vector<std::optional<std::int64_t>>;

  void findUses() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      for (const CallSite &call : program_.functions[i].facts.calls)
        for (const ValueTest &test : call.tests)
          given_.use(i, test.parameter);
    for (const BlockingSite &site : program_.sites)
      for (const Argument &argument : program_.call(site).arguments)
        given_.use(site.function, argument.passes);
  }

  void markUnreached() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (given_.isClosed(i))
        for (CallSite &call : program_.functions[i].facts.calls)
          call.unreached |=
              std::any_of(call.tests.begin(), call.tests.end(), [&](const ValueTest &test) {
                const Values *values = given_.of(i, test.parameter);
                return values && !values->satisfy(test);
              });
    for (Edge &edge : program_.edges)
      edge.never |= program_.call(edge).unreached;
  }

  bool neverWaits(const BlockingSite &site) const {
    const CallSite &call = program_.call(site);
    if (call.unreached)
      return true;
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const Argument &argument) {
      const Values *values = given_.of(site.function, argument.passes);
      return values && !values->others &&
             std::none_of(values->constants.begin(), values->constants.end(),
                          [&](std::int64_t value) {
                            return blocksWith(site, {{argument.passes, value}});
                          });
    });
  }

  /// What the catalog says of a site's call with these values in place of parameters.
  bool blocksWith(const BlockingSite &site,
                  const std::vector<std::pair<int, std::int64_t>> &values) const {
    CallSite call = program_.call(site);
    for (Argument &argument : call.arguments)
      for (const auto &[parameter, value] : values)
        if (argument.passes == parameter)
          argument.integer = value;
    const CatalogEntry *entry = catalog_.match(call);
    return !entry || entry->role == Role::Blocks || nameAt(*entry, call) != site.entry;
  }

  void dropSites() {
    std::vector<BlockingSite> kept;
    for (BlockingSite &site : program_.sites)
      if (!neverWaits(site))
        kept.push_back(std::move(site));
    program_.sites = std::move(kept);
    for (Function &function : program_.functions)
      function.sites.clear();
    for (std::size_t i = 0; i < program_.sites.size(); ++i)
      program_.functions[program_.sites[i].function].sites.push_back(i);
  }

  /// By parameters for which callers give more than one value, and not all of them lead to the
  /// same, in functions that run in their callers.
  void findSplit() {
    split_.resize(program_.functions.size());
    for (const auto &[function, parameter] : deciding())
      if (!program_.functions[function].facts.coroutine &&
          given_.of(function, parameter)->count() > 1)
        split_[function].push_back(parameter); // ascending
  }

  /// What decides something itself, or is passed on to what does.
  std::set<Parameter> deciding() const {
    std::set<Parameter> found;
    std::vector<Parameter> pending;
    for (const Parameter &at : given_.used())
      if (decides(at) && found.insert(at).second)
        pending.push_back(at);
    while (!pending.empty()) {
      const Parameter at = pending.back();
      pending.pop_back();
      for (EdgeIndex index : program_.functions[at.first].incoming) {
        const Edge &edge = program_.edges[index];
        const Argument *argument = given_.given(edge, at.second);
        const Parameter from{edge.from, argument ? argument->passes : -1};
        if (given_.of(from.first, from.second) && found.insert(from).second)
          pending.push_back(from);
      }
    }
    return found;
  }

  /// Some value that a caller gives leaves out a call, or lets one not block.
  bool decides(const Parameter &at) const {
    const Function &function = program_.functions[at.first];
    const std::set<std::int64_t> &constants = given_.of(at.first, at.second)->constants;
    return std::any_of(constants.begin(), constants.end(), [&](std::int64_t value) {
      auto refutes = [&](const ValueTest &test) {
        return test.parameter == at.second && !test.holds(value);
      };
      return std::any_of(function.facts.calls.begin(), function.facts.calls.end(),
                         [&](const CallSite &call) {
                           return std::any_of(call.tests.begin(), call.tests.end(), refutes);
                         }) ||
             std::any_of(function.sites.begin(), function.sites.end(), [&](std::size_t site) {
               return !blocksWith(program_.sites[site], {{at.second, value}});
             });
    });
  }

  bool isSplitBy(FunctionIndex function, int parameter) const {
    const std::vector<int> &by = split_[function];
    return parameter >= 0 && std::find(by.begin(), by.end(), parameter) != by.end();
  }

  /// Calls that some caller's value lets the function leave out.
  void findDecided() {
    decided_.resize(program_.edges.size());
    for (EdgeIndex i = 0; i < program_.edges.size(); ++i) {
      Edge &edge = program_.edges[i];
      if (edge.inInstances || edge.starts != ContextKind::Unknown ||
          !isDecided(edge.from, program_.call(edge)))
        continue;
      edge.inInstances = true;
      decided_[i] = true;
    }
  }

  bool isDecided(FunctionIndex function, const CallSite &call) const {
    return std::any_of(call.tests.begin(), call.tests.end(), [&](const ValueTest &test) {
      if (!isSplitBy(function, test.parameter))
        return false;
      const std::set<std::int64_t> &constants = given_.of(function, test.parameter)->constants;
      return std::any_of(constants.begin(), constants.end(),
                         [&](std::int64_t value) { return !test.holds(value); });
    });
  }

  /// The callee is given what the caller was given, which is told apart: see addSteps().
  bool handsOn(const Edge &edge) const {
    const std::vector<int> &by = split_[edge.to];
    return std::any_of(by.begin(), by.end(), [&](int parameter) {
      const Argument *argument = given_.given(edge, parameter);
      return argument && !argument->integer && isSplitBy(edge.from, argument->passes);
    });
  }

  /// What callers that are not seen come to.
  void openInstances() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (!split_[i].empty() && !given_.isClosed(i))
        program_.open.emplace_back(i, instance(i, Given(split_[i].size())));
  }

  void enter(EdgeIndex index) {
    const Edge &edge = program_.edges[index];
    if (split_[edge.to].empty() || edge.never || handsOn(edge))
      return;
    std::vector<Given> all{{}};
    for (int parameter : split_[edge.to])
      all = withEach(all, given_.valuesAt(edge, parameter));
    for (Given &given : all)
      program_.entries.emplace_back(index, instance(edge.to, std::move(given)));
  }

  /// A coroutine may pass on one of several values.
  static std::vector<Given> withEach(const std::vector<Given> &all, const Values &values) {
    std::vector<Given> more;
    for (const Given &given : all) {
      auto add = [&](std::optional<std::int64_t> value) {
        more.push_back(given);
        more.back().push_back(value);
      };
      if (values.others || all.size() * values.constants.size() > mostInstances)
        add(std::nullopt);
      else
        for (std::int64_t value : values.constants)
          add(value);
    }
    return more;
  }

  /// What an instance reaches because of its values, or with them.
  void addSteps(std::size_t index) {
    const FunctionIndex function = program_.instances[index].function;
    const Given values = givens_[index - first_];
    std::vector<Instance::Step> steps;
    for (EdgeIndex edgeIndex : program_.functions[function].outgoing) {
      const Edge &edge = program_.edges[edgeIndex];
      if (edge.never || edge.starts != ContextKind::Unknown ||
          !permits(program_.call(edge), function, values))
        continue;
      if (decided_[edgeIndex])
        steps.push_back({edgeIndex, edge.to});
      if (!split_[edge.to].empty() && handsOn(edge))
        for (Given &given : passedOn(edge, values))
          steps.push_back({edgeIndex, instance(edge.to, std::move(given))});
    }
    program_.instances[index].steps = std::move(steps);
  }

  std::vector<Given> passedOn(const Edge &edge, const Given &values) const {
    std::vector<Given> all{{}};
    for (int parameter : split_[edge.to]) {
      const Argument *argument = given_.given(edge, parameter);
      if (argument && !argument->integer && isSplitBy(edge.from, argument->passes)) {
        for (Given &given : all)
          given.push_back(valueOf(edge.from, argument->passes, values));
      } else {
        all = withEach(all, given_.valuesAt(edge, parameter));
      }
    }
    return all;
  }

  std::optional<std::int64_t> valueOf(FunctionIndex function, int parameter,
                                      const Given &values) const {
    const std::vector<int> &by = split_[function];
    return values[static_cast<std::size_t>(std::find(by.begin(), by.end(), parameter) -
                                           by.begin())];
  }

  bool permits(const CallSite &call, FunctionIndex function, const Given &values) const {
    return std::all_of(call.tests.begin(), call.tests.end(), [&](const ValueTest &test) {
      if (!isSplitBy(function, test.parameter))
        return true;
      std::optional<std::int64_t> value = valueOf(function, test.parameter, values);
      return !value || test.holds(*value);
    });
  }

  /// The site is reached, and blocks, with these values.
  bool waitsWith(const BlockingSite &site, const Given &values) const {
    const CallSite &call = program_.call(site);
    if (!permits(call, site.function, values))
      return false;
    std::vector<std::pair<int, std::int64_t>> known;
    for (const Argument &argument : call.arguments)
      if (isSplitBy(site.function, argument.passes))
        if (auto value = valueOf(site.function, argument.passes, values))
          known.emplace_back(argument.passes, *value);
    return known.empty() || blocksWith(site, known);
  }

  void placeSites() {
    for (BlockingSite &site : program_.sites) {
      if (split_[site.function].empty())
        continue;
      std::vector<NodeIndex> waiting;
      bool all = true;
      for (NodeIndex node : made_[site.function]) {
        const bool waits = waitsWith(site, givens_[node - program_.functions.size() - first_]);
        all &= waits;
        if (waits)
          waiting.push_back(node);
      }
      if (!all)
        site.within = std::move(waiting);
    }
  }

  NodeIndex instance(FunctionIndex of, Given values) {
    if (made_[of].size() >= mostInstances)
      std::fill(values.begin(), values.end(), std::nullopt);
    const NodeIndex next = program_.functions.size() + program_.instances.size();
    auto [place, isNew] = known_.try_emplace({of, values}, next);
    if (isNew) {
      program_.instances.emplace_back().function = of;
      givens_.push_back(std::move(values));
      made_[of].push_back(next);
    }
    return place->second;
  }

  /// Of one function; those beyond are one for all.
  static constexpr std::size_t mostInstances = 64;

  Program &program_;
  const Catalog &catalog_;
  GivenValues given_;
  std::vector<std::vector<int>> split_; ///< the parameters by which each function is split
  std::vector<bool> decided_;           ///< edges that are in instances because of values
  const std::size_t first_ = program_.instances.size(); ///< of these instances
  std::vector<Given> givens_;                           ///< of each of them
  std::map<std::pair<FunctionIndex, Given>, NodeIndex> known_;
  std::map<FunctionIndex, std::vector<NodeIndex>> made_;
};

} // namespace

void markUnreachedByVariables(std::vector<Function> &functions, std::vector<VariableWrite> writes) {
  struct Written {
    Values values;
    bool begins = false; ///< the value that it begins with is known of
    bool visible = false;
  };
  std::unordered_map<Text, Written> written;
  for (const VariableWrite &write : writes) {
    Written &variable = written[write.variable];
    variable.begins |= write.initial;
    variable.visible |= write.visible;
    variable.values.add(write.value ? known(*write.value) : unknown());
  }
  const bool library = !hasMain(functions);
  for (Function &function : functions)
    for (CallSite &call : function.facts.calls)
      for (const ValueTest &test : call.tests) {
        auto found = test.variable.empty() ? written.end() : written.find(test.variable);
        if (found == written.end() || !found->second.begins || (library && found->second.visible))
          continue;
        call.unreached |= !found->second.values.satisfy(test);
      }
}

void followValues(Program &program, const Catalog &catalog) {
  ValueFollower(program, catalog).run();
}

} // namespace coax
