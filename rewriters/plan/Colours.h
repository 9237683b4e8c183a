// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The colouring behind a plan: which functions become coroutines. Program + options ⇒ Colours.
// Internal to rewriters/plan.
#pragma once

#include "rewriters/plan/LockHandOvers.h"
#include "rewriters/plan/Migration.h"

#include <string>
#include <vector>

namespace coax {

struct CallVerdict {
  CallAction action = CallAction::Keep;
  std::string reason;
};

class Colours {
public:
  Colours(const Program &program, const PlanOptions &options);

  /// Decides every function. Demotes until nothing contradicts: a function that must run
  /// synchronously on the loop thread can be no coroutine, because its callers cannot wait for it.
  void solve();

  bool reached(FunctionIndex f) const { return reached_[f]; }
  bool waits(FunctionIndex f) const { return waits_[f]; }
  bool awaits(FunctionIndex f) const { return awaits_[f]; }
  bool isRoot(FunctionIndex f) const { return root_[f]; }
  bool wasCoroutine(FunctionIndex f) const { return program_.functions[f].facts.coroutine; }
  const std::string &obstacle(FunctionIndex f) const { return obstacle_[f]; }
  const std::vector<std::string> &missingRoots() const { return missingRoots_; }

  /// What happens at call number `call` of an awaiting function; nothing to do if it does not wait.
  bool needsAction(FunctionIndex f, std::size_t call) const;
  CallVerdict verdict(FunctionIndex f, std::size_t call) const;

  /// The counted site at a call; null if there is none, or if what waits is a function that the
  /// program defines itself.
  const BlockingSite *siteAt(FunctionIndex f, std::size_t call) const;
  /// Functions that a call may run on the caller's thread and that wait or become coroutines.
  std::vector<FunctionIndex> waitingTargets(FunctionIndex f, std::size_t call) const;
  /// The coroutine-to-be that a call starts as a thread; noFunction if it starts none.
  FunctionIndex spawnedBy(FunctionIndex f, std::size_t call) const;
  /// Why no co_await may replace or wrap a call; empty if one may.
  std::string awaitObstacle(FunctionIndex f, std::size_t call) const;
  /// Held at a call.
  std::vector<HeldLock> locksAt(FunctionIndex f, std::size_t call) const;

private:
  void findRoots();
  void reachFromRoots();
  void findWaiting();
  void findThreadBound();
  void findObstacles();
  void findThreadEnds();
  void computeAwaiting();
  bool isSeed(FunctionIndex f) const;
  bool mayAwait(FunctionIndex f) const { return reached_[f] && obstacle_[f].empty(); }

  bool enforce();
  bool enforceCalls(FunctionIndex f);
  bool enforceThreads();
  bool enforceEscapes();
  bool keepSynchronous(FunctionIndex from, const std::string &why);
  bool addObstacle(FunctionIndex f, const std::string &why);

  const std::string *refusal(FunctionIndex f, std::size_t call, CallAction action) const;
  CallVerdict siteVerdict(FunctionIndex f, std::size_t call, const BlockingSite &site) const;
  CallVerdict callVerdict(FunctionIndex f, std::size_t call) const;
  CallVerdict offloadVerdict(FunctionIndex f, std::size_t call, std::string why) const;
  bool runsOnCaller(const Edge &edge) const;
  bool hasCaller(FunctionIndex f) const;
  bool waitsInProgram(FunctionIndex f, std::size_t call) const;
  bool canAwait(FunctionIndex f, std::size_t call) const { return awaitObstacle(f, call).empty(); }

  const Program &program_;
  const PlanOptions &options_;
  LockHandOvers locks_;
  std::vector<bool> root_, reached_, waits_, awaits_;
  std::vector<ThreadBinding> threadBound_; ///< a call it runs that must stay on its thread
  std::vector<std::string> obstacle_;
  std::vector<std::string> missingRoots_;
  std::string spawnObstacle_; ///< why no thread may become a task; empty if they may
};

/// A coroutine of the bundled runtime already.
bool isCoaxTask(const FunctionFacts &facts);
/// For people: the name in back quotes.
std::string nameOf(const FunctionFacts &facts);

} // namespace coax
