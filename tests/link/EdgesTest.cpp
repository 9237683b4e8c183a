// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/link/Builder.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

using Names = std::vector<std::string>;

const Edge &onlyEdge(const Program &program, const std::string &from) {
  const Function &function = program.functions[indexOf(program, from)];
  EXPECT_EQ(function.outgoing.size(), 1u);
  return program.edges[function.outgoing.at(0)];
}

TEST(Edges, VirtualCallReachesAllOverridersWithBodies) {
  Program program =
      link({function("use").calls("B::f", CallKind::Virtual), function("B::f").declared(),
            function("C::f").overrides("B::f"), function("D::f").overrides("C::f"),
            function("E::f").overrides("B::f").declared()});
  EXPECT_EQ(targets(program, "use"), (Names{"C::f (may)", "D::f (may)"}));
}

TEST(Edges, VirtualCallWithOneTargetIsNoGuess) {
  Program program =
      link({function("use").calls("B::f", CallKind::Virtual), function("C::f").overrides("B::f")});
  EXPECT_EQ(targets(program, "use"), Names{"C::f"});
}

TEST(Edges, FamilyIsTheComponentOfOverriding) {
  Program program =
      link({function("B::f"), function("C::f").overrides("B::f"),
            function("D::f").overrides("C::f"), function("X::f").overrides("Y::f"), function("g")});
  EXPECT_EQ(program.functions[indexOf(program, "D::f")].family.size(), 3u);
  EXPECT_TRUE(program.functions[indexOf(program, "X::f")].family.empty());
  EXPECT_TRUE(program.functions[indexOf(program, "g")].family.empty());
}

TEST(Edges, FieldCallReachesWhatIsStoredInTheField) {
  Program program =
      link({function("setup").stores("f", "S::handler").stores("g", "S::other"),
            function("fire").callsMember("S::handler"), function("f"), function("g")});
  EXPECT_EQ(targets(program, "fire"), Names{"f"});
}

TEST(Edges, ParameterCallReachesWhatCallersPass) {
  Program program = link({function("each").callsParameter(0), function("a").passes("f", "each"),
                          function("b").passes("g", "each"), function("f"), function("g")});
  EXPECT_EQ(targets(program, "each"), (Names{"f (may)", "g (may)"}));
  EXPECT_EQ(targets(program, "a"), Names{"each"});
}

TEST(Edges, CallableFlowsThroughParametersIntoAField) {
  Program program = link(
      {function("on").passesParameter(0, "set"), function("set").storesParameter(0, "S::cb"),
       function("fire").callsMember("S::cb"), function("user").passes("f", "on"), function("f")});
  EXPECT_EQ(targets(program, "fire"), Names{"f"});
}

TEST(Edges, CallableThatFlowsIntoAThreadStartsThere) {
  Program program = link({function("start").passesParameter(0, "test::start"),
                          function("user").passes("f", "start"), function("f")});
  EXPECT_EQ(onlyEdge(program, "start").starts, ContextKind::Thread);
  EXPECT_EQ(targets(program, "start"), Names{"f"});
}

TEST(Edges, CallThroughAPointerReachesStoredFunctionsOfItsType) {
  FunctionBuilder other = function("other");
  other.facts.parameters = {"int"};
  Program program = link({function("setup").stores("f").stores("other"),
                          function("fire").callsPointer("void ()"), function("f"), other});
  EXPECT_EQ(targets(program, "fire"), Names{"f (may)"});
}

TEST(Edges, TooManyCandidatesAreAProblemNotAnEdge) {
  TuSummary summary = unit("/a.cpp", {function("fire").callsPointer("void ()")});
  for (int i = 0; i < 40; ++i) {
    std::string name = "f" + std::to_string(i);
    TuSummary more = unit("/f.cpp", {function(name).at("/f.cpp", static_cast<unsigned>(i + 1)),
                                     function("s" + name).stores(name)});
    std::move(more.functions.begin(), more.functions.end(), std::back_inserter(summary.functions));
  }
  Program program = linkProgram({summary}, testCatalog());
  EXPECT_TRUE(targets(program, "fire").empty());
  ASSERT_EQ(program.problems.size(), 1u);
  EXPECT_EQ(program.problems[0].message, "1 indirect calls of type 'void ()' were not followed: "
                                         "each has 40 possible targets");
}

TEST(Edges, CallableOfAnAlgorithmRunsWhereItIsPassed) {
  Program program = link({function("use").passes("less", "std::sort"), function("less")});
  EXPECT_EQ(onlyEdge(program, "use").kind, CallKind::Callback);
  EXPECT_EQ(onlyEdge(program, "use").starts, ContextKind::Unknown);
}

TEST(Edges, CallableThatIsOnlyStoredIsNotCalled) {
  FunctionBuilder registers = function("registers").passes("f", "lib::on_event");
  registers.facts.calls[0].parameters = {"std::function<void ()>"};
  registers.facts.calls[0].arguments[0].type = "(lambda at /a.cpp:1:1)";
  Program program = link({registers, function("binds").passes("f", "std::bind"),
                          function("keeps").passes("f", "std::function::function"), function("f")});
  EXPECT_TRUE(targets(program, "registers").empty());
  EXPECT_TRUE(targets(program, "binds").empty());
  EXPECT_TRUE(targets(program, "keeps").empty());
}

TEST(Edges, AddressEscapesUnlessTheCatalogKnowsWhereItRuns) {
  Program program =
      link({function("a").stores("stored"), function("b").passes("sorted", "std::sort"),
            function("c").passes("entry", "test::start"), function("stored"), function("sorted"),
            function("entry")});
  EXPECT_TRUE(program.functions[indexOf(program, "stored")].addressEscapes);
  EXPECT_TRUE(program.functions[indexOf(program, "sorted")].addressEscapes);
  EXPECT_FALSE(program.functions[indexOf(program, "entry")].addressEscapes);
}

} // namespace
} // namespace coax
