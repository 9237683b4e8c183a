// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/link/Builder.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

using Names = std::vector<std::string>;

/// "main coroutine": the kinds of contexts of a function.
std::string contexts(const Program &program, const std::string &name) {
  std::string kinds;
  for (const Context &context : program.functions[indexOf(program, name)].contexts)
    kinds += (kinds.empty() ? "" : " ") + std::string(contextName(context.kind));
  return kinds;
}

bool mayBlock(const Program &program, const std::string &name) {
  return program.functions[indexOf(program, name)].waiting.mayBlock;
}

TEST(Contexts, FlowAlongCallsOnTheSameThread) {
  Program program = link({function("main").main().calls("f").passes("entry", "test::start"),
                          function("f").calls("g"), function("entry").calls("g"), function("g"),
                          function("exported").calls("h"), function("h")});
  EXPECT_EQ(contexts(program, "f"), "main");
  EXPECT_EQ(contexts(program, "entry"), "thread");
  EXPECT_EQ(contexts(program, "g"), "main thread");
  EXPECT_EQ(contexts(program, "h"), "unknown");
}

TEST(Contexts, CoroutineIsItsOwnRoot) {
  Program program = link({function("main").main().calls("task"),
                          function("task").coroutine().calls("helper"), function("helper")});
  EXPECT_EQ(contexts(program, "task"), "coroutine");
  EXPECT_EQ(contexts(program, "helper"), "coroutine");
}

TEST(Contexts, OffloadRegionEndsTheCoroutine) {
  Program program = link({function("task").coroutine().passes("work", "test::offload"),
                          function("work").calls("g"), function("g").calls("block")});
  EXPECT_EQ(contexts(program, "g"), "offload");
  EXPECT_TRUE(mayBlock(program, "g"));
  EXPECT_FALSE(mayBlock(program, "task"));
}

TEST(Contexts, PathIsShortestAndWithoutAGuessIfPossible) {
  Program program = link({function("main").main().calls("a").calls("v", CallKind::Virtual),
                          function("a").calls("b"), function("b").calls("target"),
                          function("v1").overrides("v").calls("target"),
                          function("v2").overrides("v"), function("target")});
  std::vector<EdgeIndex> path = program.path(indexOf(program, "target"), ContextKind::Main);
  ASSERT_EQ(path.size(), 3u) << "the way through a virtual call is shorter, but a guess";
  EXPECT_EQ(program.edges[path[1]].from, indexOf(program, "a"));
}

TEST(Contexts, AChainFromTheProductWinsOverAShorterOneFromATest) {
  Program program = link({function("check").coroutine().at("/p/tests/save.cpp", 1).calls("save"),
                          function("serve").coroutine().at("/p/src/serve.cpp", 1).calls("step"),
                          function("step").calls("save"), function("save")});
  std::vector<EdgeIndex> path = program.path(indexOf(program, "save"), ContextKind::Coroutine);
  ASSERT_EQ(path.size(), 2u);
  EXPECT_EQ(program.edges[path[0]].from, indexOf(program, "serve"));
}

TEST(Contexts, AMainLeadsToNoCallbackOfAnotherProgram) {
  auto client = [](const std::string &name) {
    return unit("/" + name + "/main.cpp",
                {function("main").main().stores("on_" + name, "S::callback").calls("loop"),
                 function("on_" + name).calls("block")});
  };
  Program program = linkProgram(
      {client("a"), client("b"), unit("/lib.cpp", {function("loop").callsMember("S::callback")})},
      testCatalog());
  ASSERT_EQ(targets(program, "loop"), (Names{"on_a (may)", "on_b (may)"}));
  for (const char *name : {"on_a", "on_b"}) {
    const Function &callback = program.functions[indexOf(program, name)];
    const Context *context = program.context(indexOf(program, name), ContextKind::Main);
    if (context) {
      EXPECT_EQ(program.functions[context->root].facts.location.file, callback.facts.location.file);
    }
  }
  EXPECT_EQ(contexts(program, "on_a"), "main");
}

/// Two programs whose tests register themselves with what both have: only their targets tell them
/// apart.
TEST(Contexts, AMainLeadsToNothingOfAnotherTarget) {
  auto part = [](TuSummary summary, std::vector<std::string> targets) {
    summary.targets = std::move(targets);
    return summary;
  };
  auto tests = [&](const std::string &name) {
    return unit("/" + name + "/test.cpp",
                {function("register_" + name).stores("test_" + name, "S::tests"),
                 function("test_" + name).calls("block")});
  };
  auto main = [&](const std::string &name) {
    return unit("/" + name + "/main.cpp", {function("main").main().calls("runAll")});
  };
  TuSummary shared = unit("/lib.cpp", {function("runAll").callsMember("S::tests")});
  Program program = linkProgram(
      {part(main("a"), {"/b/a.dir"}), part(main("b"), {"/b/b.dir"}), part(tests("a"), {"/b/a.dir"}),
       part(tests("b"), {"/b/b.dir"}), part(tests("both"), {"/b/a.dir", "/b/b.dir"}),
       part(tests("library"), {"/b/lib.dir"}), part(shared, {"/b/lib.dir"})},
      testCatalog());
  auto rootOf = [&](const char *name) {
    const Context *context = program.context(indexOf(program, name), ContextKind::Main);
    return context ? program.functions[context->root].facts.location.file.str() : "none";
  };
  EXPECT_EQ(rootOf("test_a"), "/a/main.cpp");
  EXPECT_EQ(rootOf("test_b"), "/b/main.cpp");
  EXPECT_EQ(rootOf("test_both"), "/a/main.cpp");
  EXPECT_EQ(rootOf("test_library"), "/a/main.cpp");
  EXPECT_EQ(program.path(indexOf(program, "test_b"), ContextKind::Main).size(), 2u);
}

TEST(Contexts, AThreadLeadsToNoCallbackOfAProgramWithoutIt) {
  Program program = linkProgram(
      {unit("/a/main.cpp", {function("main").main().stores("on_a", "S::callback").calls("start"),
                            function("on_a").calls("block")}),
       unit("/b/main.cpp", {function("main").main().stores("on_b", "S::callback"),
                            function("on_b").calls("block")}),
       unit("/c/main.cpp",
            {function("main").main().stores("on_c", "S::only"), function("on_c").calls("block")}),
       unit("/lib.cpp",
            {function("unused").calls("run"), function("start").passes("run", "test::start"),
             function("run").callsMember("S::callback").callsMember("S::only")})},
      testCatalog());
  EXPECT_EQ(contexts(program, "on_a"), "thread");
  EXPECT_EQ(contexts(program, "on_b"), "unknown");
  EXPECT_EQ(contexts(program, "on_c"), "unknown");
  EXPECT_TRUE(program.path(indexOf(program, "on_c"), ContextKind::Unknown).empty());
}

TEST(Contexts, CyclesEndAndCyclesWithoutEntryAreUnknown) {
  Program program = link({function("a").calls("b"), function("b").calls("a").calls("block"),
                          function("main").main().calls("c"), function("c").calls("c")});
  EXPECT_EQ(contexts(program, "a"), "unknown");
  EXPECT_EQ(contexts(program, "b"), "unknown");
  EXPECT_EQ(contexts(program, "c"), "main");
  EXPECT_TRUE(mayBlock(program, "a"));
  EXPECT_FALSE(mayBlock(program, "c"));
}

TEST(Contexts, BlockingDoesNotPassThroughACoroutineOrAThread) {
  Program program = link(
      {function("task").coroutine().calls("block"), function("awaits").coroutine().awaits("task"),
       function("starts").passes("entry", "test::start"), function("entry").calls("block")});
  EXPECT_TRUE(mayBlock(program, "task"));
  EXPECT_FALSE(mayBlock(program, "awaits"));
  EXPECT_FALSE(mayBlock(program, "starts"));
}

TEST(Contexts, PathToSiteLeadsToTheNearestSite) {
  Program program = link({function("start").calls("a"), function("a").calls("b").calls("c"),
                          function("b").calls("c"), function("c").calls("block")});
  std::vector<EdgeIndex> path =
      program.wayToSite(program.functions[indexOf(program, "start")].outgoing.front()).edges;
  ASSERT_EQ(path.size(), 1u);
  EXPECT_EQ(program.edges[path[0]].to, indexOf(program, "c"));
}

std::vector<std::string> namesAlong(const Program &program, const std::vector<EdgeIndex> &path) {
  std::vector<std::string> names;
  for (EdgeIndex edge : path)
    names.push_back(program.functions[program.edges[edge].to].facts.name);
  return names;
}

TEST(Instances, WhatOneCallerGivesIsNotRunForAnother) {
  Program program =
      link({function("each").callsParameter(0), function("saves").passes("save", "each"),
            function("counts").passes("count", "each"), function("save").calls("block"),
            function("count"), function("main").main().calls("counts")});
  EXPECT_TRUE(mayBlock(program, "saves"));
  EXPECT_FALSE(mayBlock(program, "counts"));
  EXPECT_FALSE(mayBlock(program, "each")) << "by itself";
  EXPECT_EQ(contexts(program, "count"), "main");
  EXPECT_EQ(contexts(program, "save"), "unknown");
  EXPECT_EQ(namesAlong(program, program.path(indexOf(program, "count"), ContextKind::Main)),
            (Names{"counts", "each", "count"}));
  EdgeIndex call = program.functions[indexOf(program, "saves")].outgoing.front();
  EXPECT_EQ(namesAlong(program, program.wayToSite(call).edges), Names{"save"});
}

TEST(Instances, AreToldApartThroughFunctionsThatHandTheirParameterOn) {
  Program program =
      link({function("each").callsParameter(0), function("every").passesParameter(0, "each"),
            function("saves").passes("save", "every"), function("counts").passes("count", "every"),
            function("save").calls("block"), function("count")});
  EXPECT_TRUE(mayBlock(program, "saves"));
  EXPECT_FALSE(mayBlock(program, "counts"));
  EdgeIndex call = program.functions[indexOf(program, "saves")].outgoing.front();
  EXPECT_EQ(namesAlong(program, program.wayToSite(call).edges), (Names{"each", "save"}));
}

TEST(Instances, OfAnArgumentThatSaysNothingAllIsPossible) {
  FunctionBuilder unsure = function("unsure").calls("each");
  unsure.facts.calls.back().arguments.emplace_back().text = "chosen()";
  Program program =
      link({function("each").callsParameter(0), function("saves").passes("save", "each"), unsure,
            function("save").calls("block")});
  EXPECT_TRUE(mayBlock(program, "unsure"));
}

TEST(Instances, OfObjectsAreToldApartByWhatTheTypesSay) {
  FunctionBuilder writes = function("File::write");
  writes.facts.record = "File";
  writes.calls("File::flush", CallKind::Virtual);
  writes.facts.calls.back().on = thisObject;
  auto flush = [](std::string record) {
    FunctionBuilder built = function(record + "::flush");
    built.facts.record = record;
    return built;
  };
  auto callsWrite = [](std::string name, std::string receiver) {
    FunctionBuilder built = function(std::move(name)).calls("File::write");
    built.facts.calls.back().receiver = std::move(receiver);
    return built;
  };
  Program program =
      link({flush("File"), flush("Disk").overrides("File::flush").calls("block"),
            flush("Memory").overrides("File::flush"), writes, callsWrite("saves", "Disk"),
            callsWrite("keeps", "Memory"), callsWrite("either", "File")});
  EXPECT_TRUE(mayBlock(program, "saves"));
  EXPECT_FALSE(mayBlock(program, "keeps"));
  EXPECT_TRUE(mayBlock(program, "either"));
}

TEST(Instances, EndWhereAFunctionCallsItself) {
  Program program =
      link({function("each").callsParameter(0).passesParameter(0, "each"),
            function("saves").passes("save", "each"), function("save").calls("block")});
  EXPECT_TRUE(mayBlock(program, "saves"));
}

TEST(Instances, OfACoroutineOrAnEscapedFunctionAllIsPossible) {
  Program program = link(
      {function("each").coroutine().callsParameter(0), function("saves").passes("save", "each"),
       function("kept").callsParameter(0), function("keeps").stores("kept").passes("save", "kept"),
       function("counts").passes("count", "kept"), function("save").calls("block"),
       function("count")});
  EXPECT_TRUE(mayBlock(program, "each"));
  EXPECT_TRUE(mayBlock(program, "kept"));
  EXPECT_TRUE(mayBlock(program, "counts"));
}

TEST(Sites, AwaitedCallsDoNotBlock) {
  EXPECT_TRUE(link({function("task").coroutine().awaits("wait_long")}).sites.empty());
  EXPECT_EQ(link({function("task").coroutine().calls("wait_long")}).sites.size(), 1u);
}

TEST(Sites, FunctionOfTheProgramIsNotTheLibraryFunctionOfItsName) {
  EXPECT_TRUE(link({function("use").calls("wait_long"), function("wait_long")}).sites.empty());
}

TEST(Sites, DeclaredBlockingIsASite) {
  Program program = link({function("use").calls("slow").calls("query"),
                          function("slow").declared().annotated("blocking"),
                          function("query").annotated("coax::blocking(database)")});
  ASSERT_EQ(program.sites.size(), 2u);
  EXPECT_EQ(program.sites[0].category, "wait");
  EXPECT_EQ(program.sites[1].category, "database");
}

TEST(Sites, AnnotationWithAnUnknownCategoryWaitsAndIsSaid) {
  Program program =
      link({function("use").calls("query"), function("query").annotated("coax::blocking(sql)")});
  ASSERT_EQ(program.sites.size(), 1u);
  EXPECT_EQ(program.sites[0].category, "wait");
  ASSERT_EQ(program.problems.size(), 1u);
  EXPECT_NE(program.problems[0].message.find("\"coax::blocking(sql)\" names no category"),
            std::string::npos)
      << program.problems[0].message;
}

} // namespace
} // namespace coax
