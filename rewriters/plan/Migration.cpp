// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/plan/Migration.h"

#include "rewriters/plan/Colours.h"
#include "rewriters/plan/Obstacles.h"

#include <algorithm>
#include <tuple>

namespace coax {
namespace {

/// Turns colours into the plan that people and transformations read.
class PlanWriter {
public:
  PlanWriter(const Program &program, const Colours &colours)
      : program_(program), colours_(colours), offloaded_(program.functions.size(), false),
        keptOnLoop_(program.functions.size(), false) {}

  Plan write() {
    for (FunctionIndex f = 0; f < program_.functions.size(); ++f)
      if (colours_.awaits(f))
        writeAwaitingCalls(f);
      else
        writeBridges(f);
    for (FunctionIndex f = 0; f < program_.functions.size(); ++f)
      if (colours_.awaits(f) || (colours_.reached(f) && colours_.waits(f)))
        plan_.functions.push_back(functionPlan(f));
    plan_.missingRoots = colours_.missingRoots();
    sortPlan();
    return std::move(plan_);
  }

private:
  const FunctionFacts &facts(FunctionIndex f) const { return program_.functions[f].facts; }

  void addCall(FunctionIndex f, std::size_t call, CallVerdict verdict) {
    CallPlan entry;
    entry.function = facts(f).id;
    entry.functionName = facts(f).signature;
    entry.range = facts(f).calls[call].range;
    entry.action = verdict.action;
    entry.locks = colours_.locksAt(f, call);
    entry.reason = std::move(verdict.reason);
    if (const BlockingSite *site = colours_.siteAt(f, call)) {
      entry.callee = site->entry;
      entry.category = site->category;
      entry.counterpart = site->counterpart;
      entry.include = site->include;
    } else if (FunctionIndex entryPoint = colours_.spawnedBy(f, call); entryPoint != noFunction) {
      entry.callee = facts(entryPoint).signature;
    } else if (auto targets = colours_.waitingTargets(f, call); !targets.empty()) {
      entry.callee = facts(targets.front()).signature;
    }
    plan_.calls.push_back(std::move(entry));
  }

  void writeAwaitingCalls(FunctionIndex f) {
    for (std::size_t call = 0; call < facts(f).calls.size(); ++call) {
      if (!colours_.needsAction(f, call) || facts(f).calls[call].awaited)
        continue;
      CallVerdict verdict = colours_.verdict(f, call);
      for (FunctionIndex target : colours_.waitingTargets(f, call))
        if (verdict.action == CallAction::Offload)
          spread(target, offloaded_);
        else if (verdict.action == CallAction::Keep)
          spread(target, keptOnLoop_);
      addCall(f, call, std::move(verdict));
    }
  }

  void spread(FunctionIndex from, std::vector<bool> &mark) {
    std::vector<FunctionIndex> work{from};
    while (!work.empty()) {
      FunctionIndex f = work.back();
      work.pop_back();
      if (mark[f])
        continue;
      mark[f] = true;
      for (std::size_t e : program_.functions[f].outgoing)
        if (program_.edges[e].starts == ContextKind::Unknown)
          work.push_back(program_.edges[e].to);
    }
  }

  void writeBridges(FunctionIndex f) {
    for (std::size_t e : program_.functions[f].outgoing) {
      const Edge &edge = program_.edges[e];
      bool bridged = edge.starts == ContextKind::Unknown && colours_.awaits(edge.to) &&
                     !colours_.wasCoroutine(edge.to);
      if (bridged && lastBridge_ != std::pair(f, edge.call)) {
        lastBridge_ = {f, edge.call};
        addCall(f, edge.call,
                {CallAction::Bridge, "`" + facts(f).name + "` stays synchronous" + because(f)});
      }
    }
  }

  std::string because(FunctionIndex f) const {
    if (!colours_.reached(f))
      return ": no root reaches it";
    const std::string &obstacle = colours_.obstacle(f);
    bool sentence = obstacle.rfind("its ", 0) == 0 || obstacle.rfind("would ", 0) == 0;
    return obstacle.empty() ? std::string() : (sentence ? ": " : ": it ") + obstacle;
  }

  FunctionPlan functionPlan(FunctionIndex f) const {
    FunctionPlan entry;
    entry.id = facts(f).id;
    entry.function = facts(f).signature;
    entry.location = facts(f).location;
    entry.root = colours_.isRoot(f);
    entry.already = colours_.wasCoroutine(f);
    if (colours_.awaits(f)) {
      entry.decision = Decision::Await;
      entry.reason = awaitReason(f);
    } else {
      entry.decision = offloaded_[f] && !keptOnLoop_[f] ? Decision::Offload : Decision::Keep;
      entry.reason = stayReason(f);
    }
    return entry;
  }

  std::string awaitReason(FunctionIndex f) const {
    if (colours_.wasCoroutine(f))
      return "is a coroutine already";
    for (std::size_t call = 0; call < facts(f).calls.size(); ++call)
      if (colours_.needsAction(f, call)) {
        CallVerdict verdict = colours_.verdict(f, call);
        if (verdict.action != CallAction::Keep && verdict.action != CallAction::Offload)
          return verdict.reason;
      }
    if (colours_.isRoot(f))
      return "is a root and waits";
    return "shares a virtual function with one that becomes a coroutine";
  }

  std::string stayReason(FunctionIndex f) const {
    if (!colours_.obstacle(f).empty())
      return colours_.obstacle(f);
    for (std::size_t s : program_.functions[f].sites)
      if (colours_.siteAt(f, program_.sites[s].call) == &program_.sites[s]) {
        const BlockingSite &site = program_.sites[s];
        std::string lock = colours_.awaitObstacle(f, site.call);
        if (!site.counterpart.empty() && !lock.empty())
          return lock;
        return "waits in `" + site.entry + "`, which has no awaitable counterpart";
      }
    return "waits only in functions that stay synchronous";
  }

  void sortPlan() {
    std::sort(plan_.functions.begin(), plan_.functions.end(),
              [](const FunctionPlan &a, const FunctionPlan &b) {
                return std::tie(a.location, a.id) < std::tie(b.location, b.id);
              });
    std::sort(plan_.calls.begin(), plan_.calls.end(), [](const CallPlan &a, const CallPlan &b) {
      return std::tie(a.range, a.function, a.callee) < std::tie(b.range, b.function, b.callee);
    });
  }

  const Program &program_;
  const Colours &colours_;
  Plan plan_;
  std::vector<bool> offloaded_, keptOnLoop_;
  std::pair<FunctionIndex, std::size_t> lastBridge_{noFunction, 0};
};

} // namespace

bool changesSources(const Plan &plan) {
  return std::any_of(plan.functions.begin(), plan.functions.end(),
                     [](const FunctionPlan &function) {
                       return function.decision == Decision::Await && !function.already;
                     }) ||
         std::any_of(plan.calls.begin(), plan.calls.end(),
                     [](const CallPlan &call) { return call.action != CallAction::Keep; });
}

Plan planMigration(const Program &program, const PlanOptions &options) {
  Colours colours(program, options);
  colours.solve();
  return PlanWriter(program, colours).write();
}

} // namespace coax
