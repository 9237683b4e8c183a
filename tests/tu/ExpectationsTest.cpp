// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runner itself: it must fail when it should.
#include "Expectations.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

TuSummary oneCall() {
  CallSite call;
  call.name = "sleep";
  call.range.begin = {"/a.cpp", 2, 3};
  FunctionFacts function;
  function.name = "f";
  function.calls.push_back(call);
  TuSummary summary;
  summary.functions.push_back(function);
  return summary;
}

constexpr const char *source = "void f() {\n  sleep(1); // expect-edge: f -> sleep [direct]\n}\n";

TEST(Expectations, AgreeWhenEveryFactIsMarked) {
  EXPECT_EQ(compare(marksIn(source), factsOf(oneCall(), "/a.cpp")), "");
}

TEST(Expectations, AnUnmarkedFactFails) {
  EXPECT_EQ(compare(marksIn("void f() {\n  sleep(1);\n}\n"), factsOf(oneCall(), "/a.cpp")),
            "unexpected: 2: expect-edge: f -> sleep [direct]\n");
}

TEST(Expectations, AnUnmetMarkFails) {
  EXPECT_EQ(compare(marksIn(source), {}), "missing: 2: expect-edge: f -> sleep [direct]\n");
}

TEST(Expectations, TheSameFactTwiceNeedsTwoMarks) {
  TuSummary summary = oneCall();
  summary.functions[0].calls.push_back(summary.functions[0].calls[0]);
  EXPECT_EQ(compare(marksIn(source), factsOf(summary, "/a.cpp")),
            "unexpected: 2: expect-edge: f -> sleep [direct]\n");
}

TEST(Expectations, AnUnknownWordFails) {
  Facts marks = marksIn("int a; // expect-egde: f -> g [direct]\n");
  EXPECT_EQ(compare(marks, {}), "missing: 1: unknown mark expect-egde: f -> g [direct]\n");
}

TEST(Expectations, AMarkRepeatsTheWordBeforeIt) {
  EXPECT_EQ(marksIn("x; // expect-await: f; expect-edge: a -> b [direct]; c -> d [implicit]"),
            (Facts{"1: expect-await: f", "1: expect-edge: a -> b [direct]",
                   "1: expect-edge: c -> d [implicit]"}));
}

} // namespace
} // namespace coax::test
