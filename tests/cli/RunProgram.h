// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program and keeps what it said.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace coax {

struct ProgramResult {
  int exitCode = -1; ///< 128 + N if signal N ended it
  std::string out;   ///< standard output
  std::string err;   ///< standard error
};

struct RunOptions {
  std::string directory;  ///< the working directory; empty: the caller's
  int standardError = -1; ///< its standard error, for instance a terminal; -1: kept for the result
  bool ownGroup = false;  ///< in a process group of its own, as a shell starts it
};

/// A program that runs beside the test. `command[0]` is found in PATH unless it holds a slash.
/// Standard input is empty.
class RunningProgram {
public:
  /// Throws std::system_error if it cannot be started.
  explicit RunningProgram(const std::vector<std::string> &command, const RunOptions &options = {});
  /// Kills it if it was not waited for.
  ~RunningProgram();
  RunningProgram(const RunningProgram &) = delete;
  RunningProgram &operator=(const RunningProgram &) = delete;

  pid_t process() const { return process_; }

  /// Waits for its end. To be called once.
  ProgramResult wait();

private:
  using File = std::unique_ptr<std::FILE, int (*)(std::FILE *)>;
  File out_, err_;
  pid_t process_ = -1;
};

/// Runs a program to its end.
ProgramResult runProgram(const std::vector<std::string> &command,
                         const std::string &directory = {});

/// As above, the coax of this build tree with `arguments`.
ProgramResult runCoax(std::vector<std::string> arguments, const std::string &directory = {});

/// The command of the coax of this build tree with `arguments`.
std::vector<std::string> coaxCommand(std::vector<std::string> arguments);

} // namespace coax
