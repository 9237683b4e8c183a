// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/rules/Evidence.h"

#include "analyzers/link/Print.h"

#include <algorithm>
#include <map>
#include <utility>

namespace coax {
namespace {

/// As the JSON contract names the kinds of hops.
const char *hopName(CallKind kind) {
  return kind == CallKind::Direct ? "call" : callKindName(kind);
}

Hop hopAlong(const Program &program, const Edge &edge) {
  return {program.functions[edge.from].facts.signature, program.call(edge).range.begin,
          hopName(edge.kind)};
}

Hop hopAt(const Program &program, const BlockingSite &site) {
  const CallSite &call = program.call(site);
  return {program.functions[site.function].facts.signature, call.range.begin, hopName(call.kind)};
}

/// A guess through a function type is weaker than one among the overriders of a method.
Confidence confidenceAlong(const Edge &edge) {
  if (!edge.may)
    return Confidence::Certain;
  return edge.kind == CallKind::Virtual ? Confidence::Likely : Confidence::Possible;
}

Confidence confidenceOf(const BlockingSite &site) {
  return site.certainty == Certainty::Always ? Confidence::Certain : Confidence::Likely;
}

/// What only may block weighs less.
Severity severityOf(const RuleInfo &rule, const BlockingSite &site) {
  if (site.certainty == Certainty::Always)
    return rule.severity;
  return rule.severity == Severity::Error ? Severity::Warning : Severity::Note;
}

Finding findingFor(const RuleInfo &rule, const CallSite &call, const FunctionFacts &function,
                   const BlockingSite &site) {
  Finding finding;
  finding.rule = rule.name;
  finding.code = rule.code;
  finding.severity = severityOf(rule, site);
  finding.category = site.category;
  finding.confidence = confidenceOf(site);
  finding.range = call.range;
  finding.callee = site.entry;
  finding.function = function.signature;
  return finding;
}

/// What is printed says less than other waiting.
bool saysMore(const BlockingSite &site, const BlockingSite &other) {
  auto rank = [](const BlockingSite &one) {
    return std::pair(one.category != "console", one.certainty == Certainty::Always);
  };
  return rank(site) > rank(other);
}

/// The site of a function or instance that says most: one that always blocks before one that may.
const BlockingSite &strongestSite(const Program &program, NodeIndex node) {
  const BlockingSite *best = nullptr;
  for (std::size_t index : program.functions[program.functionOf(node)].sites) {
    const BlockingSite &site = program.sites[index];
    std::vector<NodeIndex> coming = program.comingTo(site);
    if (site.contextOnly || site.lastWords ||
        std::find(coming.begin(), coming.end(), node) == coming.end())
      continue;
    if (!best || saysMore(site, *best))
      best = &site;
  }
  return *best;
}

bool isSite(const Program &program, FunctionIndex function, std::size_t call) {
  const Function &in = program.functions[function];
  const Range &range = in.facts.calls[call].range;
  return std::any_of(in.sites.begin(), in.sites.end(), [&](std::size_t site) {
    return program.call(program.sites[site]).range == range;
  });
}

/// Guesses do not carry far: each call on the way has a condition of its own, and of a dozen in a
/// row some cannot hold for what the first one passes.
bool isFarGuess(const Program &program, EdgeIndex edge) {
  std::vector<EdgeIndex> path = program.wayToSite(edge).edges;
  bool guessed = program.edges[edge].may ||
                 std::any_of(path.begin(), path.end(),
                             [&](EdgeIndex step) { return program.edges[step].may; });
  return guessed && path.size() + 2 > farthestGuess;
}

/// The context that matters most for a site, one that must not block before one that may, and what
/// comes to the site in it.
std::pair<NodeIndex, const Context *> worstContext(const Program &program,
                                                   const BlockingSite &site) {
  for (ContextKind kind :
       {ContextKind::Coroutine, ContextKind::Handler, ContextKind::Nonblocking, ContextKind::Main,
        ContextKind::Thread, ContextKind::Offload, ContextKind::Unknown})
    for (NodeIndex node : program.comingTo(site))
      if (const Context *context = program.context(node, kind))
        return {node, context};
  return {noNode, nullptr};
}

} // namespace

bool mustNotBlock(const Program &program, FunctionIndex function, ContextKind &kind) {
  for (ContextKind strict :
       {ContextKind::Coroutine, ContextKind::Handler, ContextKind::Nonblocking}) {
    const Context *context = program.context(function, strict);
    if (context && context->via == noEdge) {
      kind = strict;
      return true;
    }
  }
  return false;
}

Finding findingAtSite(const Program &program, const RuleInfo &rule, const BlockingSite &site) {
  const FunctionFacts &facts = program.functions[site.function].facts;
  Finding finding = findingFor(rule, program.call(site), facts, site);
  finding.contextKind = contextName(ContextKind::Unknown);
  if (site.offLoop) {
    finding.contextKind = contextName(ContextKind::Offload);
    finding.contextFunction = facts.signature;
    finding.contextPlace = facts.location;
  } else if (auto [node, context] = worstContext(program, site); context) {
    finding.contextKind = contextName(context->kind);
    finding.contextFunction = program.functions[context->root].facts.signature;
    finding.contextPlace = program.functions[context->root].facts.location;
    for (EdgeIndex edge : program.path(node, context->kind))
      finding.chain.push_back(hopAlong(program, program.edges[edge]));
  }
  finding.chain.push_back(hopAt(program, site));
  return finding;
}

Finding findingAtCall(const Program &program, const RuleInfo &rule, EdgeIndex call,
                      ContextKind kind) {
  const Edge &edge = program.edges[call];
  std::vector<const Edge *> path{&edge};
  const Program::WayToSite way = program.wayToSite(call);
  for (EdgeIndex index : way.edges)
    path.push_back(&program.edges[index]);
  const BlockingSite &site = strongestSite(program, way.end);

  const FunctionFacts &root = program.functions[edge.from].facts;
  Finding finding = findingFor(rule, program.call(edge), root, site);
  finding.contextKind = contextName(kind);
  finding.contextFunction = root.signature;
  finding.contextPlace = root.location;
  for (const Edge *step : path) {
    finding.chain.push_back(hopAlong(program, *step));
    finding.confidence = std::min(finding.confidence, confidenceAlong(*step));
  }
  finding.chain.push_back(hopAt(program, site));
  if (finding.confidence == Confidence::Possible)
    finding.severity = std::min(finding.severity, Severity::Warning);
  return finding;
}

/// `std::call_once(once, load)`: whatever the call does itself, it runs what it is given.
static bool runsCallback(const Program &program, EdgeIndex edge) {
  return program.edges[edge].kind == CallKind::Callback && !program.edges[edge].may;
}

std::vector<EdgeIndex> callsThatBlock(const Program &program, FunctionIndex function) {
  auto rank = [&](EdgeIndex edge) {
    return std::pair(program.edges[edge].may, program.wayToSite(edge).edges.size());
  };
  std::map<std::size_t, EdgeIndex> byCall;
  for (EdgeIndex index : program.functions[function].outgoing) {
    const Edge &edge = program.edges[index];
    if (edge.never || !program.runsInCaller(edge) || !program.leadsToSite(index) ||
        edge.to == function)
      continue;
    auto [best, isFirst] = byCall.try_emplace(edge.call, index);
    if (!isFirst && rank(index) < rank(best->second))
      best->second = index;
  }
  std::vector<EdgeIndex> edges;
  for (const auto &[call, edge] : byCall)
    if ((!isSite(program, function, call) || runsCallback(program, edge)) &&
        !isFarGuess(program, edge))
      edges.push_back(edge);
  return edges;
}

bool isKnownLock(const HeldLock &lock, const Catalog &catalog) {
  return lock.ownMutex || catalog.isLockType(lock.type) || catalog.isLockType(lock.mutexType);
}

const char *blocksVerb(const BlockingSite &site) {
  return site.certainty == Certainty::Always ? "blocks" : "may block";
}

std::string quoted(const std::string &text) { return "'" + text + "'"; }

} // namespace coax
