// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace testing {

class UnitTest {
public:
  int Run();
};

namespace internal {
class TestInfo;
TestInfo *MakeAndRegisterTestInfo(const char *suite, const char *name);
} // namespace internal

} // namespace testing

int RUN_ALL_TESTS();

namespace benchmark {
unsigned long RunSpecifiedBenchmarks();
}
