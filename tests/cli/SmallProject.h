// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A C++ project in a directory that goes with the test, and coax run in it.
#pragma once

#include "tests/cli/RunProgram.h"
#include "tests/edits/TemporaryDirectory.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

class SmallProject {
public:
  /// An empty compilation database in build/.
  SmallProject();

  /// Writes a translation unit and its line in the compilation database; `flags` follow -std=c++17.
  void addUnit(const std::string &name, std::string_view text, const std::string &flags = "");
  std::string write(std::string_view name, std::string_view text);
  std::string read(std::string_view name) const { return directory_.read(name); }
  std::string path(std::string_view name) const { return directory_.path(name); }
  std::string root() const { return directory_.root(); }

  /// Runs coax in the project's root.
  ProgramResult coax(const std::vector<std::string> &arguments) const;

  /// Makes the project a git repository with everything but build/ committed.
  void commitAll() const;

  /// Every file, hidden ones included, but those of git and of the build. Name ⇒ content.
  std::map<std::string, std::string> files() const;

private:
  void writeDatabase();

  TemporaryDirectory directory_;
  std::map<std::string, std::string> flags_; ///< unit ⇒ flags
};

/// Two units and a header: main() calls pause_a_while() in wait.cpp, which calls usleep(3).
class WaitingProject : public SmallProject {
public:
  WaitingProject();
};

} // namespace coax
