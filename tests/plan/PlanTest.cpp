// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decisions on programs made by hand: functions are lines, calls are edges between them.
#include "rewriters/plan/Migration.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coax {
namespace {

class ProgramBuilder {
public:
  FunctionIndex function(const std::string &name) {
    Function function;
    unsigned line = 10 * (program.functions.size() + 1);
    function.facts.id = {"usr:" + name};
    function.facts.name = function.facts.signature = name;
    function.facts.location = {"/p/a.cpp", line, 1};
    function.facts.extent = {{"/p/a.cpp", line, 1}, line + 9, 1};
    function.facts.hasBody = true;
    function.facts.isMain = name == "main";
    program.functions.push_back(std::move(function));
    return program.functions.size() - 1;
  }

  CallSite &call(FunctionIndex from, CallKind kind = CallKind::Direct) {
    FunctionFacts &facts = program.functions[from].facts;
    unsigned line = facts.location.line + 1 + facts.calls.size();
    CallSite site;
    site.kind = kind;
    site.range = {{"/p/a.cpp", line, 3}, line, 9};
    facts.calls.push_back(site);
    return facts.calls.back();
  }

  CallSite &edge(FunctionIndex from, FunctionIndex to, CallKind kind = CallKind::Direct,
                 ContextKind starts = ContextKind::Unknown) {
    CallSite &site = call(from, kind);
    Edge edge;
    edge.from = from;
    edge.to = to;
    edge.call = program.functions[from].facts.calls.size() - 1;
    edge.kind = kind;
    edge.starts = starts;
    program.functions[from].outgoing.push_back(program.edges.size());
    program.functions[to].incoming.push_back(program.edges.size());
    program.edges.push_back(edge);
    return site;
  }

  CallSite &blocks(FunctionIndex function, const std::string &entry, const std::string &counterpart,
                   const std::string &category = "socket") {
    CallSite &site = call(function);
    BlockingSite blocking;
    blocking.function = function;
    blocking.call = program.functions[function].facts.calls.size() - 1;
    blocking.entry = entry;
    blocking.category = category;
    blocking.counterpart = counterpart;
    program.functions[function].sites.push_back(program.sites.size());
    program.sites.push_back(blocking);
    return site;
  }

  Program program;
};

struct PlanTest : testing::Test {
  ProgramBuilder p;
  FunctionIndex main = p.function("main");
  FunctionIndex work = p.function("work");

  const FunctionPlan *decided(const std::string &name) {
    plan = planMigration(p.program, options);
    auto found = std::find_if(plan.functions.begin(), plan.functions.end(),
                              [&](const FunctionPlan &entry) { return entry.function == name; });
    return found == plan.functions.end() ? nullptr : &*found;
  }
  CallAction actionIn(const std::string &function) {
    plan = planMigration(p.program, options);
    for (const CallPlan &call : plan.calls)
      if (call.functionName == function)
        return call.action;
    ADD_FAILURE() << "no call planned in " << function;
    return CallAction::Keep;
  }

  PlanOptions options;
  Plan plan;
};

TEST_F(PlanTest, CallersOfANativeAwaitBecomeCoroutines) {
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(decided("work")->decision, Decision::Await);
  EXPECT_EQ(decided("main")->decision, Decision::Await);
  EXPECT_EQ(actionIn("work"), CallAction::Counterpart);
  EXPECT_EQ(actionIn("main"), CallAction::Await);
}

TEST_F(PlanTest, FunctionsThatOnlyOffloadStayAndAreOffloadedByTheirCaller) {
  p.edge(main, work);
  p.blocks(work, "std::getline", "", "file");
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
  EXPECT_EQ(actionIn("main"), CallAction::Offload);
}

TEST_F(PlanTest, FunctionsThatNeverWaitAreNotInThePlan) {
  p.edge(main, work);
  EXPECT_EQ(decided("work"), nullptr);
  EXPECT_EQ(decided("main"), nullptr);
}

TEST_F(PlanTest, AConstructorIsOffloaded) {
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)");
  p.program.functions[work].facts.constructor = true;
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
  EXPECT_EQ(decided("work")->reason, "is a constructor");
}

TEST_F(PlanTest, ALockedWaitTakesItsLockToThePool) {
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)").locks = {
      {"mutex_", "std::lock_guard<std::mutex>", {}}};
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
}

TEST_F(PlanTest, NothingThatTheLoopMustRunSynchronouslyIsACoroutine) {
  FunctionIndex destructor = p.function("Guard::~Guard");
  p.program.functions[destructor].facts.destructor = true;
  p.edge(main, destructor, CallKind::Implicit);
  p.edge(destructor, work);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(decided("work")->decision, Decision::Keep);
  EXPECT_NE(decided("work")->reason.find("runs on the loop thread from `main`"), std::string::npos);
}

TEST_F(PlanTest, AThreadWhoseWorkWaitsBecomesATask) {
  p.edge(main, work, CallKind::Callback, ContextKind::Thread);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(actionIn("main"), CallAction::Spawn);
}

TEST_F(PlanTest, ARefusedThreadStaysAThreadAndItsEntrySynchronous) {
  Range thread = p.edge(main, work, CallKind::Callback, ContextKind::Thread).range;
  p.blocks(work, "recv", "coax::recv($args)");
  options.refused.calls[{thread, CallAction::Spawn}] = "the thread object is kept";
  EXPECT_EQ(decided("work")->decision, Decision::Keep);
  EXPECT_EQ(decided("work")->reason,
            "is the entry of a thread that stays: the thread object is kept");
}

TEST_F(PlanTest, ARefusedCoroutineStaysOneAndWhatItCallsStaysSynchronous) {
  FunctionFacts &facts = p.program.functions[main].facts;
  facts.coroutine = true;
  facts.returnType = "coax::task<int>";
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)");
  options.refused.functions[facts.id] = "would not compile";
  EXPECT_EQ(actionIn("main"), CallAction::Keep);
  EXPECT_EQ(decided("main")->decision, Decision::Await);
  EXPECT_EQ(decided("work")->decision, Decision::Keep);
}

TEST_F(PlanTest, WhatACoroutineOfAnotherLibraryCallsStaysSynchronous) {
  FunctionIndex generator = p.function("numbers");
  p.program.functions[generator].facts.coroutine = true;
  p.program.functions[generator].facts.returnType = "Generator<int>";
  p.edge(main, generator);
  p.edge(generator, work);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(decided("work")->decision, Decision::Keep);
  EXPECT_EQ(decided("work")->reason, "runs from `numbers`, a coroutine of another library");
}

TEST_F(PlanTest, OneRefusedOverrideRefusesTheFamily) {
  FunctionIndex other = p.function("other");
  p.edge(main, work, CallKind::Virtual);
  p.edge(main, other, CallKind::Virtual);
  p.program.functions[work].family = p.program.functions[other].family = {work, other};
  p.blocks(work, "recv", "coax::recv($args)");
  p.program.functions[other].facts.variadic = true;
  EXPECT_EQ(decided("work")->reason,
            "shares a virtual function with `other`, which takes C variadic arguments");
}

TEST_F(PlanTest, ACallerThatNoRootReachesGetsABridge) {
  FunctionIndex test = p.function("test");
  p.edge(main, work);
  p.edge(test, work);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(actionIn("test"), CallAction::Bridge);
  EXPECT_EQ(decided("test"), nullptr);
}

TEST_F(PlanTest, RecursionEnds) {
  p.edge(main, work);
  p.edge(work, work);
  p.blocks(work, "sleep", "coax::sleep($args)", "sleep");
  EXPECT_EQ(decided("work")->decision, Decision::Await);
}

TEST_F(PlanTest, AnEscapedAddressKeepsTheFunctionSynchronous) {
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)");
  p.program.functions[work].addressEscapes = true;
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
}

TEST_F(PlanTest, ACriticalSectionAloneIsNoReason) {
  p.edge(main, work);
  p.blocks(work, "std::mutex::lock", "", "lock");
  p.program.sites.back().certainty = Certainty::Maybe;
  EXPECT_EQ(decided("work"), nullptr);
}

TEST_F(PlanTest, ARootMayBeNamedByFileOrSuffix) {
  p.program.functions[work].facts.name = "net::Server::run";
  p.blocks(work, "recv", "coax::recv($args)");
  for (const char *root : {"Server::run", "net::Server::run", "a.cpp:Server::run"}) {
    options.roots = {root};
    EXPECT_NE(decided("work"), nullptr) << root;
  }
}

TEST_F(PlanTest, AMissingRootIsNamed) {
  options.roots = {"nowhere"};
  EXPECT_EQ(planMigration(p.program, options).missingRoots, std::vector<std::string>{"nowhere"});
}

TEST_F(PlanTest, FilesThatMayNotBeEditedKeepTheirFunctions) {
  p.edge(main, work);
  p.blocks(work, "recv", "coax::recv($args)");
  p.program.functions[work].facts.location.file = "/elsewhere/lib.cpp";
  options.writable = [](const std::string &file) { return file == "/p/a.cpp"; };
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
}

TEST_F(PlanTest, ALibraryInTheProgramIsAwaitedWhateverTheCatalogSays) {
  p.edge(main, work).callee = p.program.functions[work].facts.id;
  p.blocks(work, "recv", "coax::recv($args)");
  BlockingSite known;
  known.function = main;
  known.entry = "work";
  known.category = "socket";
  p.program.functions[main].sites.push_back(p.program.sites.size());
  p.program.sites.push_back(known);
  EXPECT_EQ(actionIn("main"), CallAction::Await);
}

struct HandedLockTest : PlanTest {
  FunctionIndex lock = p.function("lock");
  FunctionIndex unlock = p.function("unlock");

  HandedLockTest() {
    HeldLock mutex{"m", "pthread_mutex_t", {}};
    mutex.location = {"/p/a.cpp", 35, 1};
    p.program.functions[lock].facts.locksKept = {mutex};
    mutex.location = {"/p/a.cpp", 45, 1};
    p.program.functions[unlock].facts.locksGivenBack = {mutex};
    p.blocks(lock, "std::perror", "", "file");
    p.edge(main, work);
  }
  void waitLocked() {
    p.edge(work, lock);
    p.blocks(work, "recv", "coax::recv($args)");
    p.edge(work, unlock);
  }
};

TEST_F(HandedLockTest, WhoTakesALockForItsCallerRunsOnItsThread) {
  p.edge(main, lock);
  p.blocks(main, "recv", "coax::recv($args)");
  p.edge(main, unlock);
  EXPECT_EQ(decided("lock")->decision, Decision::Keep);
  EXPECT_EQ(decided("lock")->reason, "takes a lock that its caller gives back");
}

TEST_F(HandedLockTest, WhatTakesAndGivesBackGoesToThePoolAsAWhole) {
  waitLocked();
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
  EXPECT_EQ(decided("work")->reason, "`m` is locked at the call");
}

TEST_F(HandedLockTest, ABranchThatGivesBackAndLeavesDoesNotEndIt) {
  p.edge(work, lock);
  p.edge(work, unlock);
  p.blocks(work, "recv", "coax::recv($args)");
  p.edge(work, unlock);
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
}

TEST_F(HandedLockTest, WhatFollowsIsAwaited) {
  p.edge(work, lock);
  p.edge(work, unlock);
  p.blocks(work, "recv", "coax::recv($args)");
  EXPECT_EQ(decided("work")->decision, Decision::Await);
}

TEST_F(HandedLockTest, CallersThatDoNotGiveBackHandItOn) {
  p.edge(work, lock);
  EXPECT_EQ(decided("work")->reason, "takes a lock that its caller gives back");
  EXPECT_EQ(actionIn("main"), CallAction::Keep);
}

TEST_F(HandedLockTest, ALockThatIsGivenBackForAWhileEndsNothing) {
  FunctionIndex pause = p.function("pause");
  p.edge(pause, unlock);
  p.blocks(pause, "recv", "coax::recv($args)");
  p.edge(pause, lock);
  p.edge(work, lock);
  p.edge(work, pause);
  p.edge(work, unlock);
  EXPECT_EQ(decided("pause")->reason, "gives back a lock of its caller for a while");
  EXPECT_EQ(decided("work")->decision, Decision::Offload);
}

} // namespace
} // namespace coax
