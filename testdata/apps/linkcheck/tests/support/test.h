// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A test program: named cases, checks that throw, a directory that goes away.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace test {

/// A check that did not hold.
class Failure : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Case {
  const char *name;
  void (*run)();
};

/// Runs the case that argv[1] names; the programs to test follow. Returns main's exit code.
int runCase(int argc, char **argv, const std::vector<Case> &cases);

/// The path of the program under test, or (1) of the one it is compared with.
/// \throws Failure if the command line has none.
const std::string &program(std::size_t index = 0);

/// \throws Failure with both texts if they differ.
void expectEqual(const std::string &actual, const std::string &expected, const std::string &what);
void expectEqual(long actual, long expected, const std::string &what);
void expect(bool condition, const std::string &what);

/// A fresh directory, removed with its contents.
class TempDir {
public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir &) = delete;
  TempDir &operator=(const TempDir &) = delete;

  std::string path(const std::string &name) const { return root_ + "/" + name; }
  /// Returns the path of the new file.
  std::string write(const std::string &name, const std::string &text) const;
  /// The whole file. \throws Failure if there is none.
  std::string read(const std::string &name) const;

private:
  std::string root_;
};

} // namespace test
