// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Builder.h"

#include "analyzers/link/Values.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

ValueTest test(ValueTest::Is is, std::vector<std::int64_t> values) {
  ValueTest made;
  made.is = is;
  made.values = std::move(values);
  return made;
}

TEST(ValueTests, HoldForTheValuesTheySay) {
  using Is = ValueTest::Is;
  EXPECT_TRUE(test(Is::OneOf, {1, 2}).holds(2));
  EXPECT_FALSE(test(Is::OneOf, {1, 2}).holds(3));
  EXPECT_TRUE(test(Is::NoneOf, {0}).holds(-1));
  EXPECT_FALSE(test(Is::NoneOf, {0}).holds(0));
  EXPECT_TRUE(test(Is::NoneOf, {}).holds(0));
  EXPECT_TRUE(test(Is::Below, {0}).holds(-1));
  EXPECT_FALSE(test(Is::Below, {0}).holds(0));
  EXPECT_TRUE(test(Is::Above, {0}).holds(1));
  EXPECT_FALSE(test(Is::Above, {0}).holds(0));
  EXPECT_TRUE(test(Is::WithBits, {4}).holds(5));
  EXPECT_FALSE(test(Is::WithBits, {4}).holds(3));
  EXPECT_TRUE(test(Is::WithoutBits, {4}).holds(3));
  EXPECT_FALSE(test(Is::WithoutBits, {4}).holds(-1));
}

/// A function whose only call, to `block`, is reached if its first parameter is not 0.
FunctionBuilder guarded(std::string name) {
  FunctionBuilder built = function(std::move(name)).calls("block");
  ValueTest &wanted = built.facts.calls.back().tests.emplace_back();
  wanted.parameter = 0;
  wanted.is = ValueTest::Is::NoneOf;
  wanted.values = {0};
  return built;
}

FunctionBuilder gives(std::string from, std::string to, std::optional<std::int64_t> value,
                      int passes = -1) {
  FunctionBuilder built = function(std::move(from)).calls(std::move(to));
  Argument &argument = built.facts.calls.back().arguments.emplace_back();
  argument.integer = value;
  argument.passes = passes;
  return built;
}

bool blocks(const Program &program, const std::string &name) {
  for (EdgeIndex edge : program.functions[indexOf(program, name)].outgoing)
    if (program.leadsToSite(edge))
      return true;
  return false;
}

TEST(Values, OfOneCallerAreNotTakenForAnothers) {
  Program program = link({gives("main", "save", 1).main(), gives("other", "save", 0),
                          gives("passes", "save", {}, 0), gives("a", "passes", 0),
                          gives("b", "passes", 2), guarded("save")});
  EXPECT_TRUE(blocks(program, "main"));
  EXPECT_FALSE(blocks(program, "other"));
  EXPECT_FALSE(blocks(program, "a"));
  EXPECT_TRUE(blocks(program, "b"));
}

TEST(Values, ThatAreNotKnownMayBeAny) {
  Program program =
      link({gives("main", "save", 0).main(), gives("other", "save", {}), guarded("save")});
  EXPECT_FALSE(blocks(program, "main"));
  EXPECT_TRUE(blocks(program, "other"));
}

TEST(Values, ThatAreManyMayBeAny) {
  // Round and round, so that what is given comes back to where it has become too much.
  std::vector<FunctionBuilder> functions{function("main").main(), guarded("save"),
                                         gives("again", "save", {}, 0)};
  functions.push_back(gives("more", "again", {}, 0));
  functions.back().calls("more");
  functions.back().facts.calls.back().arguments.emplace_back().passes = 0;
  for (int i = 0; i < 40; ++i)
    functions.push_back(gives("caller" + std::to_string(i), i % 2 ? "more" : "save", i));
  TuSummary all = unit("a.cpp", {});
  unsigned line = 0;
  for (FunctionBuilder &built : functions) {
    built.at("a.cpp", line += 10);
    all.functions.push_back(built.facts);
  }
  Program program = linkProgram({all}, testCatalog());
  EXPECT_TRUE(blocks(program, "caller0"));
  EXPECT_TRUE(blocks(program, "caller39"));
}

TEST(Values, ThatNoCallerGivesLeaveNoSite) {
  EXPECT_TRUE(link({gives("main", "save", 0).main(), guarded("save")}).sites.empty());
  EXPECT_TRUE(link({gives("main", "task", 0).main(), guarded("task").coroutine()}).sites.empty());
}

TEST(Values, AreNotFollowedWhereACallerIsNotSeen) {
  EXPECT_EQ(link({gives("caller", "save", 0), guarded("save")}).sites.size(), 1u); // a library
  EXPECT_EQ(link({gives("main", "save", 0).main().stores("save"), guarded("save")}).sites.size(),
            1u);
  EXPECT_EQ(link({function("main").main(), guarded("save")}).sites.size(), 1u);
}

TEST(Values, OfThisCallerSayNothingOfOthers) {
  Program program = link({gives("caller", "save", 0), gives("other", "save", 1), guarded("save")});
  EXPECT_FALSE(blocks(program, "caller"));
  EXPECT_TRUE(blocks(program, "other"));
  ASSERT_EQ(program.sites.size(), 1u);
  const NodeIndex open = program.openInstance(indexOf(program, "save"));
  ASSERT_NE(open, noNode);
  EXPECT_NE(program.context(open, ContextKind::Unknown), nullptr);
}

TEST(Values, AreNotFollowedWhereAUnitIsMissing) {
  std::vector<TuSummary> summaries{
      unit("a.cpp", {gives("main", "save", 0).main(), guarded("save")}), unit("b.cpp", {})};
  summaries.back().failed = true;
  EXPECT_EQ(linkProgram(std::move(summaries), testCatalog()).sites.size(), 1u);
}

TEST(Values, OfVariablesAreAllThatTheyAreGiven) {
  auto sitesWith = [](std::vector<VariableWrite> writes, bool program = true) {
    FunctionBuilder built = guarded("save");
    built.facts.calls.back().tests.back().parameter = -1;
    built.facts.calls.back().tests.back().variable = "flag";
    std::vector<TuSummary> summaries{unit("a.cpp", {built}), unit("b.cpp", {})};
    if (program)
      summaries.push_back(unit("c.cpp", {function("main").main()}));
    summaries.back().writes = std::move(writes);
    return linkProgram(std::move(summaries), testCatalog()).sites.size();
  };
  EXPECT_EQ(sitesWith({{"flag", 0, true}}), 0u);
  EXPECT_EQ(sitesWith({{"flag", 0, true}, {"flag", 0, false}, {"other", 1, true}}), 0u);
  EXPECT_EQ(sitesWith({{"flag", 0, true}, {"flag", 1, false}}), 1u);
  EXPECT_EQ(sitesWith({{"flag", 0, true}, {"flag", std::nullopt, false}}), 1u);
  EXPECT_EQ(sitesWith({{"flag", 0, false}}), 1u); // what it begins with is not seen
  EXPECT_EQ(sitesWith({}), 1u);
  EXPECT_EQ(sitesWith({{"flag", 0, true}}, /*program=*/false), 0u);
  EXPECT_EQ(sitesWith({{"flag", 0, true, true}}), 0u);
  EXPECT_EQ(sitesWith({{"flag", 0, true, true}}, /*program=*/false), 1u); // others may set it
}

} // namespace
} // namespace coax
