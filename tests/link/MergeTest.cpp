// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/link/Builder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace coax {
namespace {

using Names = std::vector<std::string>;

TEST(Merge, InlineFunctionOfAHeaderIsOneFunctionWithOneSite) {
  auto inlined = function("wait_a_bit").at("/a.h", 3).calls("block");
  Program program = linkProgram({unit("/a.cpp", {inlined, function("a").calls("wait_a_bit")}),
                                 unit("/b.cpp", {inlined, function("b").calls("wait_a_bit")})},
                                testCatalog());
  EXPECT_EQ(program.functions.size(), 3u);
  EXPECT_EQ(program.sites.size(), 1u);
  EXPECT_EQ(targets(program, "a"), Names{"wait_a_bit"});
  EXPECT_EQ(targets(program, "b"), Names{"wait_a_bit"});
}

TEST(Merge, InstantiationsAreOneFunctionWithTheCallsOfAll) {
  auto first = function("apply").at("/a.h", 3).calls("f");
  auto second = function("apply").at("/a.h", 3).calls("g");
  Program program =
      linkProgram({unit("/a.cpp", {first, second, function("f"), function("g")})}, testCatalog());
  EXPECT_EQ(program.functions.size(), 3u);
  EXPECT_EQ(targets(program, "apply"), (Names{"f", "g"}));
}

TEST(Merge, ArgumentOnWhichInstantiationsDisagreeIsUnknown) {
  auto first = function("apply").at("/a.h", 3).calls("f");
  first.facts.calls[0].arguments.resize(2);
  auto second = first;
  first.facts.calls[0].arguments[0].integer = 7;
  second.facts.calls[0].arguments[0].integer = 7;
  first.facts.calls[0].arguments[1].integer = 1;
  second.facts.calls[0].arguments[1].integer = 2;
  Program program = linkProgram({unit("/a.cpp", {first, second})}, testCatalog());
  const auto &arguments = program.functions[0].facts.calls[0].arguments;
  EXPECT_EQ(arguments[0].integer, 7);
  EXPECT_EQ(arguments[1].integer, std::nullopt);
}

TEST(Merge, DefinitionWinsOverDeclarationAndKeepsWhatItKnows) {
  auto declaration = function("D::run").declared().overrides("B::run").at("/d.h", 1);
  Program program = linkProgram({unit("/a.cpp", {declaration, function("B::run").declared()}),
                                 unit("/d.cpp", {function("D::run").calls("block")})},
                                testCatalog());
  const Function &run = program.functions[indexOf(program, "D::run")];
  EXPECT_TRUE(run.facts.hasBody);
  EXPECT_EQ(run.facts.location.file, "/d.cpp");
  EXPECT_EQ(run.family.size(), 2u);
  EXPECT_EQ(program.functions.size(), 2u);
}

TEST(Merge, EveryProgramOfABuildKeepsItsMain) {
  Program program =
      linkProgram({unit("/a.cpp", {function("main").main().calls("run"), function("run")}),
                   unit("/b.cpp", {function("main").main().calls("run"), function("run")})},
                  testCatalog());
  EXPECT_EQ(program.functions.size(), 4u);
  for (const Edge &edge : program.edges)
    EXPECT_EQ(program.functions[edge.from].facts.location.file,
              program.functions[edge.to].facts.location.file)
        << "a call finds the definition of its own unit";
  EXPECT_EQ(program.edges.size(), 2u);
}

TEST(Merge, CallThatCanMeanSeveralDefinitionsMayReachEach) {
  Program program =
      linkProgram({unit("/main.cpp", {function("main").main().calls("run")}),
                   unit("/a.cpp", {function("run")}), unit("/b.cpp", {function("run")})},
                  testCatalog());
  EXPECT_EQ(targets(program, "main"), (Names{"run (may)", "run (may)"}));
}

TEST(Merge, CallMeansTheDefinitionInTheNearestFolder) {
  Program program = linkProgram(
      {unit("/tools/send/main.cpp", {function("main").main().calls("usage")}),
       unit("/tools/send/options.cpp", {function("usage")}),
       unit("/tools/watch/options.cpp", {function("usage")}), unit("/options.cpp", {function("usage")})},
      testCatalog());
  ASSERT_EQ(targets(program, "main"), (Names{"usage"}));
  EXPECT_EQ(program.functions[program.edges.front().to].facts.location.file,
            "/tools/send/options.cpp");
}

TEST(Merge, OrderOfUnitsDoesNotShow) {
  auto inlined = function("helper").at("/a.h", 3).calls("wait_long").stores("cb", "S::cb");
  auto other = function("helper").at("/a.h", 3).calls("send").calls("wait_long");
  std::vector<TuSummary> units = {
      unit("/a.cpp", {inlined, function("main").main().calls("helper").calls("cb")}),
      unit("/b.cpp", {other, function("cb").callsMember("S::cb")}),
      unit("/c.cpp", {inlined, function("D::f").overrides("B::f").calls("helper")}),
      unit("/d.cpp",
           {function("B::f").at("/b.h", 9), function("g").calls("B::f", CallKind::Virtual)}),
  };
  std::vector<int> order = {0, 1, 2, 3};
  std::string expected = linked(units);
  EXPECT_NE(expected.find("D::f()"), std::string::npos);
  while (std::next_permutation(order.begin(), order.end())) {
    std::vector<TuSummary> shuffled;
    for (int i : order)
      shuffled.push_back(units[static_cast<std::size_t>(i)]);
    ASSERT_EQ(linked(std::move(shuffled)), expected);
  }
}

} // namespace
} // namespace coax
