// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deleters that wait, wherever they are kept.
#include <cstdio>
#include <memory>

struct Close {
  void operator()(std::FILE *pipe) const { pclose(pipe); } // expect-finding: blocking-process
};

void run() {
  std::shared_ptr<std::FILE> shared(popen("x", "r"), &pclose); // expect-finding: blocking-process
  std::unique_ptr<std::FILE, int (*)(std::FILE *)> unique(popen("x", "r"), &pclose); // expect-finding: blocking-process
  std::unique_ptr<std::FILE, Close> own(popen("x", "r")); // expect-finding: blocking-process
  return;
} // expect-finding: blocking-process
