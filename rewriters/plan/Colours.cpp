// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/plan/Colours.h"

#include "rewriters/plan/Obstacles.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace coax {
namespace {

/// Libraries call operators of the program's classes where no call is to be seen: std::sort
/// compares, std::visit calls, an algorithm moves an iterator.
bool isForLibraries(const Function &function) {
  const FunctionFacts &facts = function.facts;
  std::string_view name = facts.name;
  std::size_t keyword = name.rfind("operator");
  if (!facts.operatorOrConversion || keyword == name.npos)
    return false;
  std::string_view symbol = name.substr(keyword + std::string_view("operator").size());
  if (symbol == "()")
    return function.incoming.empty();
  static constexpr std::string_view used[] = {
      "<", ">", "<=", ">=", "==", "!=", "<=>", "*", "->", "++", "--"};
  return std::find(std::begin(used), std::end(used), symbol) != std::end(used);
}

} // namespace

bool isCoaxTask(const FunctionFacts &facts) {
  return facts.coroutine && facts.returnType.rfind("coax::task<", 0) == 0;
}

std::string nameOf(const FunctionFacts &facts) { return "`" + facts.name + "`"; }

bool countsForMigration(const BlockingSite &site) {
  bool minor = site.category == "lock" || site.category == "console" || site.contextOnly;
  return !(minor && site.certainty == Certainty::Maybe);
}

Colours::Colours(const Program &program, const PlanOptions &options)
    : program_(program), options_(options), locks_(program) {
  std::size_t count = program.functions.size();
  root_.assign(count, false);
  reached_.assign(count, false);
  waits_.assign(count, false);
  awaits_.assign(count, false);
  threadBound_.assign(count, {});
  obstacle_.assign(count, {});
}

void Colours::solve() {
  findRoots();
  reachFromRoots();
  findWaiting();
  findThreadBound();
  findObstacles();
  findThreadEnds();
  do
    computeAwaiting();
  while (enforce());
}

bool Colours::runsOnCaller(const Edge &edge) const {
  if (edge.starts != ContextKind::Unknown)
    return false;
  // Calling a coroutine only makes a task.
  return !program_.functions[edge.to].facts.coroutine;
}

bool Colours::addObstacle(FunctionIndex f, const std::string &why) {
  if (!obstacle_[f].empty())
    return false;
  obstacle_[f] = why;
  for (FunctionIndex member : program_.functions[f].family)
    if (obstacle_[member].empty())
      obstacle_[member] = "shares a virtual function with " + nameOf(program_.functions[f].facts) +
                          ", which " + why;
  return true;
}

bool Colours::isSeed(FunctionIndex f) const {
  if (!mayAwait(f))
    return false;
  if (root_[f] && waits_[f])
    return true;
  if (isCoaxTask(program_.functions[f].facts))
    return true;
  for (std::size_t s : program_.functions[f].sites) {
    const BlockingSite &site = program_.sites[s];
    if (countsForMigration(site) && !site.counterpart.empty() && canAwait(f, site.call) &&
        !refusal(f, site.call, CallAction::Counterpart))
      return true;
  }
  return false;
}

void Colours::computeAwaiting() {
  std::fill(awaits_.begin(), awaits_.end(), false);
  std::vector<FunctionIndex> work;
  auto colour = [&](FunctionIndex f) {
    if (!awaits_[f] && mayAwait(f)) {
      awaits_[f] = true;
      work.push_back(f);
    }
  };
  for (FunctionIndex f = 0; f < awaits_.size(); ++f)
    if (isSeed(f))
      colour(f);
  while (!work.empty()) {
    const Function &function = program_.functions[work.back()];
    work.pop_back();
    for (FunctionIndex member : function.family)
      colour(member);
    for (std::size_t e : function.incoming) {
      const Edge &edge = program_.edges[e];
      bool spawns = edge.starts == ContextKind::Thread;
      bool awaitable = runsOnCaller(edge) && canAwait(edge.from, edge.call) &&
                       !refusal(edge.from, edge.call, CallAction::Await);
      if (spawns || awaitable)
        colour(edge.from);
    }
  }
}

bool Colours::enforce() {
  bool changed = enforceThreads();
  changed |= enforceEscapes();
  for (FunctionIndex f = 0; f < awaits_.size(); ++f)
    if (awaits_[f])
      changed |= enforceCalls(f);
  return changed;
}

/// What an awaiting function can neither await nor offload runs on the loop thread.
bool Colours::enforceCalls(FunctionIndex f) {
  bool changed = false;
  const FunctionFacts &facts = program_.functions[f].facts;
  for (std::size_t call = 0; call < facts.calls.size(); ++call) {
    if (!needsAction(f, call))
      continue;
    CallVerdict verdict = this->verdict(f, call);
    if (verdict.action != CallAction::Keep)
      continue;
    for (FunctionIndex target : waitingTargets(f, call))
      changed |= keepSynchronous(target, "runs on the loop thread from " + nameOf(facts) +
                                             ", where " + verdict.reason);
    const BlockingSite *site = siteAt(f, call);
    if (site && site->category == "wait" && spawnObstacle_.empty()) {
      spawnObstacle_ = nameOf(facts) + " waits for another thread in `" + site->entry + "`";
      changed = true;
    }
  }
  return changed;
}

/// The entry of a thread becomes a task only where the thread itself is replaced.
bool Colours::enforceThreads() {
  bool changed = false;
  for (const Edge &edge : program_.edges) {
    if (edge.starts != ContextKind::Thread || !awaits_[edge.to])
      continue;
    const std::string *refused = refusal(edge.from, edge.call, CallAction::Spawn);
    const ThreadBinding &binding = threadBound_[edge.to];
    if (!binding.callee.empty())
      changed |= addObstacle(edge.to, "is the entry of a thread that uses `" + binding.callee +
                                          "`: " + binding.reason);
    else if (refused)
      changed |= addObstacle(edge.to, "is the entry of a thread that stays: " + *refused);
    else if (!spawnObstacle_.empty())
      changed |= addObstacle(edge.to, "is the entry of a thread that stays: " + spawnObstacle_);
    else if (!awaits_[edge.from])
      changed |= addObstacle(edge.to, "is the entry of a thread that " +
                                          nameOf(program_.functions[edge.from].facts) +
                                          " starts, which stays synchronous");
  }
  return changed;
}

/// Code that a library calls back, or resumes, may run on the loop thread, where nothing can wait
/// for it.
bool Colours::enforceEscapes() {
  bool changed = false;
  for (FunctionIndex f = 0; f < awaits_.size(); ++f) {
    const Function &function = program_.functions[f];
    bool escapes = reached_[f] && (function.addressEscapes || function.facts.overridesSystem);
    if (escapes || (waits_[f] && isForLibraries(function)))
      changed |= keepSynchronous(f, "runs from " + nameOf(function.facts) +
                                        ", which a library may call back");
    else if (reached_[f] && function.facts.coroutine && !isCoaxTask(function.facts))
      changed |= keepSynchronous(f, "runs from " + nameOf(function.facts) +
                                        ", a coroutine of another library");
  }
  return changed;
}

bool Colours::keepSynchronous(FunctionIndex from, const std::string &why) {
  bool changed = false;
  std::vector<bool> seen(awaits_.size(), false);
  std::vector<FunctionIndex> work{from};
  seen[from] = true;
  while (!work.empty()) {
    FunctionIndex f = work.back();
    work.pop_back();
    if (awaits_[f])
      changed |= addObstacle(f, why);
    for (std::size_t e : program_.functions[f].outgoing) {
      const Edge &edge = program_.edges[e];
      if (runsOnCaller(edge) && !seen[edge.to]) {
        seen[edge.to] = true;
        work.push_back(edge.to);
      }
    }
  }
  return changed;
}

const std::string *Colours::refusal(FunctionIndex f, std::size_t call, CallAction action) const {
  const auto &[functions, calls] = options_.refused;
  const FunctionFacts &facts = program_.functions[f].facts;
  auto whole = functions.find(facts.id);
  if (whole != functions.end() && isCoaxTask(facts))
    return &whole->second;
  auto found = calls.find({facts.calls[call].range, action});
  return found == calls.end() ? nullptr : &found->second;
}

/// A library that is part of the program: the catalog knows the callee, and its body is here.
bool Colours::waitsInProgram(FunctionIndex f, std::size_t call) const {
  const SymbolId &named = program_.functions[f].facts.calls[call].callee;
  const std::vector<FunctionIndex> targets = waitingTargets(f, call);
  return std::any_of(targets.begin(), targets.end(), [&](FunctionIndex target) {
    return program_.functions[target].facts.id == named;
  });
}

const BlockingSite *Colours::siteAt(FunctionIndex f, std::size_t call) const {
  for (std::size_t s : program_.functions[f].sites) {
    const BlockingSite &site = program_.sites[s];
    const bool plain = site.counterpart.empty() && site.affinity.empty() && site.offloadable;
    if (site.call == call && countsForMigration(site) && !(plain && waitsInProgram(f, call)))
      return &site;
  }
  return nullptr;
}

std::vector<HeldLock> Colours::locksAt(FunctionIndex f, std::size_t call) const {
  std::vector<HeldLock> locks = program_.functions[f].facts.calls[call].locks;
  if (const HeldLock *handed = locks_.heldAt(f, call); handed && locks.empty())
    locks.push_back(*handed);
  return locks;
}

std::string Colours::awaitObstacle(FunctionIndex f, std::size_t call) const {
  std::string obstacle = awaitObstacleAt(program_.functions[f].facts.calls[call]);
  if (const HeldLock *handed = obstacle.empty() ? locks_.heldAt(f, call) : nullptr)
    return "`" + handed->mutex.str() + "` is locked at the call";
  return obstacle;
}

std::vector<FunctionIndex> Colours::waitingTargets(FunctionIndex f, std::size_t call) const {
  std::vector<FunctionIndex> targets;
  for (std::size_t e : program_.functions[f].outgoing) {
    const Edge &edge = program_.edges[e];
    if (edge.call == call && runsOnCaller(edge) && (waits_[edge.to] || awaits_[edge.to]))
      targets.push_back(edge.to);
  }
  return targets;
}

FunctionIndex Colours::spawnedBy(FunctionIndex f, std::size_t call) const {
  for (std::size_t e : program_.functions[f].outgoing) {
    const Edge &edge = program_.edges[e];
    if (edge.call == call && edge.starts == ContextKind::Thread && awaits_[edge.to])
      return edge.to;
  }
  return noFunction;
}

bool Colours::needsAction(FunctionIndex f, std::size_t call) const {
  return siteAt(f, call) || !waitingTargets(f, call).empty() || spawnedBy(f, call) != noFunction;
}

CallVerdict Colours::offloadVerdict(FunctionIndex f, std::size_t call, std::string why) const {
  const CallSite &site = program_.functions[f].facts.calls[call];
  if (const std::string *refused = refusal(f, call, CallAction::Offload))
    return {CallAction::Keep, *refused};
  bool fixedPlace = isUnspelled(site) || site.inMacroBody || site.inInitializer;
  if (fixedPlace)
    return {CallAction::Keep, awaitObstacleAt(site)};
  if (locks_.changesIn(f, site.range))
    return {CallAction::Keep, "its operands take or give back a lock"};
  return {CallAction::Offload, std::move(why)};
}

CallVerdict Colours::siteVerdict(FunctionIndex f, std::size_t call,
                                 const BlockingSite &site) const {
  const std::string obstacle = awaitObstacle(f, call);
  const std::string *refused = refusal(f, call, CallAction::Counterpart);
  if (!site.counterpart.empty() && obstacle.empty() && !refused)
    return {CallAction::Counterpart, "`" + site.entry + "` has an awaitable counterpart"};
  if (!site.affinity.empty())
    return {CallAction::Keep, site.affinity};
  if (!site.offloadable)
    return {CallAction::Keep, "`" + site.entry + "` must stay on its thread"};
  std::string why = "`" + site.entry + "` has no awaitable counterpart";
  if (refused)
    why = *refused;
  else if (!site.counterpart.empty())
    why = obstacle;
  return offloadVerdict(f, call, why);
}

CallVerdict Colours::verdict(FunctionIndex f, std::size_t call) const {
  if (FunctionIndex entry = spawnedBy(f, call); entry != noFunction)
    return {CallAction::Spawn, "the thread waits in " + nameOf(program_.functions[entry].facts)};
  if (const BlockingSite *site = siteAt(f, call))
    return siteVerdict(f, call, *site);
  return callVerdict(f, call);
}

/// Of a call to functions of the program that wait.
CallVerdict Colours::callVerdict(FunctionIndex f, std::size_t call) const {
  std::vector<FunctionIndex> targets = waitingTargets(f, call);
  const std::string obstacle = awaitObstacle(f, call);
  const FunctionFacts &callee = program_.functions[targets.front()].facts;
  bool allAwait = std::all_of(targets.begin(), targets.end(),
                              [&](FunctionIndex target) { return awaits_[target]; });
  const std::string *refused = refusal(f, call, CallAction::Await);
  if (allAwait && obstacle.empty() && !refused)
    return {CallAction::Await, nameOf(callee) + " becomes a coroutine"};
  for (FunctionIndex target : targets)
    if (const ThreadBinding &binding = threadBound_[target]; !binding.callee.empty())
      return {CallAction::Keep, "uses `" + binding.callee + "`: " + binding.reason};
  for (FunctionIndex target : targets)
    if (locks_.handsOver(target))
      return {CallAction::Keep,
              nameOf(program_.functions[target].facts) + " " + locks_.clauseFor(target)};
  std::string why = refused    ? *refused
                    : allAwait ? obstacle
                               : nameOf(callee) + " waits and stays synchronous";
  return offloadVerdict(f, call, why);
}

} // namespace coax
