// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/TemplateInstances.h"

#include "analyzers/link/Instances.h"

#include <algorithm>
#include <map>
#include <utility>

namespace coax {
namespace {

class TemplateInstances {
public:
  explicit TemplateInstances(Program &program)
      : program_(program), own_(program.edges.size()), made_(program.functions.size()) {}

  void find() {
    findVarying();
    if (none_)
      return;
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      restrict(edge);
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      if (varies_[program_.edges[edge].to] && !own_[edge] && !isMapped(edge))
        for (const Text &key : keysAt(edge))
          enter(edge, key);
    addAllSteps();
    enterUnseen();
    addAllSteps();
    placeSites();
    std::sort(program_.entries.begin(), program_.entries.end());
    program_.entries.erase(std::unique(program_.entries.begin(), program_.entries.end()),
                           program_.entries.end());
  }

private:
  using Keys = std::vector<Text>;

  /// Of one function; a template with more is taken as one function.
  static constexpr std::size_t mostKeys = 64;

  const Keys &keysOf(FunctionIndex function) const {
    return program_.functions[function].facts.instantiations;
  }

  /// In some instantiations of the function around it only.
  bool isRestricted(FunctionIndex function, const CallSite &call) const {
    if (call.instances.empty())
      return false;
    std::size_t keys = 0;
    for (std::size_t i = 0; i < call.instances.size(); ++i) // sorted
      keys += i == 0 || call.instances[i].in != call.instances[i - 1].in;
    return keys < keysOf(function).size();
  }

  static bool isIn(const CallSite &call, const Text &key) {
    return call.instances.empty() ||
           std::any_of(call.instances.begin(), call.instances.end(),
                       [&](const CallInstance &instance) { return instance.in == key; });
  }

  void findVarying() {
    const std::vector<bool> closed = seenFromAll(program_);
    varies_.resize(program_.functions.size());
    canVary_.resize(program_.functions.size());
    std::vector<FunctionIndex> pending;
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
      const Function &function = program_.functions[i];
      canVary_[i] = closed[i] && !function.incoming.empty() && keysOf(i).size() > 1 &&
                    keysOf(i).size() <= mostKeys;
      if (canVary_[i] && differs(i)) {
        varies_[i] = true;
        pending.push_back(i);
      }
    }
    none_ = pending.empty();
    while (!pending.empty()) {
      const FunctionIndex function = pending.back();
      pending.pop_back();
      for (EdgeIndex index : program_.functions[function].incoming) {
        const FunctionIndex from = program_.edges[index].from;
        if (canVary_[from] && !varies_[from] && choosesByKey(index)) {
          varies_[from] = true;
          pending.push_back(from);
        }
      }
    }
  }

  bool differs(FunctionIndex index) const {
    const Function &function = program_.functions[index];
    return std::any_of(function.outgoing.begin(), function.outgoing.end(),
                       [&](EdgeIndex edge) {
                         return isOpen(program_.edges[edge]) &&
                                isRestricted(index, program_.call(program_.edges[edge]));
                       }) ||
           std::any_of(function.sites.begin(), function.sites.end(), [&](std::size_t site) {
             return isRestricted(index, program_.call(program_.sites[site]));
           });
  }

  /// Not decided by what callers give.
  static bool isOpen(const Edge &edge) {
    return !edge.inInstances && !edge.never && edge.starts == ContextKind::Unknown &&
           edge.parameter < 0;
  }

  /// Which instantiation of the callee is meant depends on that of the caller.
  bool choosesByKey(EdgeIndex index) const {
    const CallSite &call = program_.call(program_.edges[index]);
    if (isOfCaller(program_.edges[index]))
      return true;
    return std::any_of(call.instances.begin(), call.instances.end(),
                       [&](const CallInstance &instance) {
                         return instance.callee != call.instances.front().callee;
                       });
  }

  /// A lambda, which has the instantiations of the function around it.
  bool isOfCaller(const Edge &edge) const {
    const FunctionFacts &callee = program_.functions[edge.to].facts;
    return !callee.parent.empty() && callee.parent == program_.functions[edge.from].facts.id;
  }

  /// Reached from instances of its caller, by the key of each.
  bool isMapped(EdgeIndex index) const {
    return varies_[program_.edges[index].from] && choosesByKey(index);
  }

  void restrict(EdgeIndex index) {
    Edge &edge = program_.edges[index];
    if (!varies_[edge.from] || !isOpen(edge) || !isRestricted(edge.from, program_.call(edge)))
      return;
    edge.inInstances = true;
    own_[index] = true;
  }

  /// The instantiations that a call means; all where it does not say.
  Keys keysAt(EdgeIndex index, const Text *in = nullptr) const {
    const Edge &edge = program_.edges[index];
    const Keys &all = keysOf(edge.to);
    auto isKnown = [&](const Text &key) {
      return std::find(all.begin(), all.end(), key) != all.end();
    };
    if (in && isOfCaller(edge) && isKnown(*in))
      return {*in};
    Keys keys;
    for (const CallInstance &instance : program_.call(edge).instances)
      if ((!in || instance.in == *in) && isKnown(instance.callee))
        keys.push_back(instance.callee);
    return keys.empty() ? all : keys;
  }

  NodeIndex instance(FunctionIndex function, const Text &key) {
    auto &made = made_[function];
    for (const auto &[known, node] : made)
      if (known == key)
        return node;
    const NodeIndex node = program_.functions.size() + program_.instances.size();
    program_.instances.emplace_back().function = function;
    made.emplace_back(key, node);
    pending_.emplace_back(node, key);
    return node;
  }

  void enter(EdgeIndex edge, const Text &key) {
    program_.entries.emplace_back(edge, instance(program_.edges[edge].to, key));
  }

  void addAllSteps() {
    while (!pending_.empty()) {
      auto [node, key] = std::move(pending_.back());
      pending_.pop_back();
      addSteps(node, key);
    }
  }

  /// What an instantiation calls that others do not, and where it depends on the key.
  void addSteps(NodeIndex node, const Text &key) {
    const std::size_t index = node - program_.functions.size();
    const FunctionIndex function = program_.instances[index].function;
    std::vector<Instance::Step> steps;
    for (EdgeIndex edge : program_.functions[function].outgoing) {
      const FunctionIndex to = program_.edges[edge].to;
      if (!isIn(program_.call(program_.edges[edge]), key))
        continue;
      if (own_[edge])
        steps.push_back({edge, to});
      if (varies_[to] && !program_.edges[edge].never && (own_[edge] || isMapped(edge)))
        for (const Text &chosen : keysAt(edge, &key))
          steps.push_back({edge, instance(to, chosen)});
    }
    program_.instances[index].steps = std::move(steps);
  }

  /// Instantiations that no call was seen to mean may be meant by any.
  void enterUnseen() {
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (varies_[i])
        for (const Text &key : keysOf(i))
          if (std::none_of(made_[i].begin(), made_[i].end(),
                           [&](const auto &made) { return made.first == key; }))
            for (EdgeIndex edge : program_.functions[i].incoming)
              enter(edge, key);
  }

  void placeSites() {
    for (BlockingSite &site : program_.sites) {
      const CallSite &call = program_.call(site);
      if (!varies_[site.function] || !site.within.empty() || !isRestricted(site.function, call))
        continue;
      for (const auto &[key, node] : made_[site.function])
        if (isIn(call, key))
          site.within.push_back(node);
      std::sort(site.within.begin(), site.within.end());
    }
  }

  Program &program_;
  bool none_ = true;
  std::vector<bool> canVary_; ///< every caller is seen
  std::vector<bool> varies_;  ///< its instantiations come to different calls
  std::vector<bool> own_;     ///< edges that are in instances because of instantiations
  std::vector<std::vector<std::pair<Text, NodeIndex>>> made_; ///< by function
  std::vector<std::pair<NodeIndex, Text>> pending_;           ///< instances still without steps
};

} // namespace

void findTemplateInstances(Program &program) { TemplateInstances(program).find(); }

} // namespace coax
