// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that a test runs.
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace test {

/// Starts a program with its output in files; kills it if it is still there in the end.
class Child {
public:
  /// \p arguments starts with the program's path. Proxy settings do not reach the program.
  /// \throws Failure
  Child(const std::vector<std::string> &arguments, const std::string &outFile,
        const std::string &errorFile);
  ~Child();
  Child(const Child &) = delete;
  Child &operator=(const Child &) = delete;

  /// Waits for the end, a minute at most. \throws Failure if it takes longer or a signal ends it.
  int wait();
  /// Returns once \p file has contents. \throws Failure after a minute, or if the program ends.
  std::string awaitFile(const std::string &file);

private:
  bool hasEnded();

  pid_t pid_ = -1;
  int status_ = 0;
};

} // namespace test
