// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Running tests and benchmarks.
#include "googletest-mock.h"

void runs(testing::UnitTest &test) {
  RUN_ALL_TESTS();                     // expect-site: RUN_ALL_TESTS console maybe
  test.Run();                          // expect-site: testing::UnitTest::Run console maybe
  benchmark::RunSpecifiedBenchmarks(); // expect-site: benchmark::RunSpecifiedBenchmarks console maybe
}

void registers() {
  testing::internal::MakeAndRegisterTestInfo("Suite", "test"); // expect-site: testing::internal::MakeAndRegisterTestInfo file maybe in-context
}
