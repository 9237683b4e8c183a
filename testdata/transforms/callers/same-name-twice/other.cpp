// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
static int step(int n) { return n * 10; }

namespace {
struct Step {
  int go(int n) { return step(n); }
};
} // namespace

int other(int n) { return Step().go(n); }
