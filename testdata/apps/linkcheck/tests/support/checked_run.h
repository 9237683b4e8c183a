// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of the program over a list of links, with what it wrote.
#pragma once

#include "child.h"
#include "test.h"

#include <string>
#include <vector>

namespace test {

struct Outputs {
  int exitCode = -1;
  std::string out;
  std::string errors;
  std::string report;
  std::string log;
};

/// Runs the program with \p arguments alone; nothing is read back but its output.
inline Outputs runProgram(const std::vector<std::string> &arguments, const TempDir &dir,
                          std::size_t which = 0) {
  std::vector<std::string> command{program(which)};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Child child(command, dir.path("out"), dir.path("errors"));
  Outputs outputs;
  outputs.exitCode = child.wait();
  outputs.out = dir.read("out");
  outputs.errors = dir.read("errors");
  return outputs;
}

/// Runs the program over \p links (one a line) with a report and a log. Retries come quickly
/// unless \p config says otherwise.
inline Outputs checkLinks(const std::string &links, const TempDir &dir,
                          const std::string &config = "retry_delay_ms = 10\n",
                          std::vector<std::string> further = {}, std::size_t which = 0) {
  std::vector<std::string> arguments{"--config", dir.write("config", config),
                                     "--report", dir.path("report"),
                                     "--log",    dir.path("log")};
  arguments.insert(arguments.end(), further.begin(), further.end());
  arguments.push_back(dir.write("links", links));
  Outputs outputs = runProgram(arguments, dir, which);
  outputs.report = dir.read("report");
  outputs.log = dir.read("log");
  return outputs;
}

} // namespace test
