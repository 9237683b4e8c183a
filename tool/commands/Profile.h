// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax profile: samples a program and reports where its threads wait; reads and compares profiles.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace coax {

struct ProfileOptions {
  std::vector<std::string> command; ///< to run and sample
  int process = 0;                  ///< --pid; 0: none
  double rate = 100;
  std::optional<double> seconds; ///< --duration
  bool children = true;
  std::string output;       ///< -o; empty: standard output
  std::string format;       ///< text, json, folded, speedscope; empty: text, with -o the profile
  std::string build;        ///< -p: scan this project and join with its findings
  std::string findingsFile; ///< or a report of coax scan --format=json; both empty: no join
};

struct ProfileDiffOptions {
  std::string before, after;
  std::string output, format = "text";
  std::vector<std::string>
      failOn; ///< "remains", "new", "moved": exit code 1 if there is such a site
};

/// Each returns the exit code: 0, for a diff 1 if a site is what --fail-on names, 2 if it could not
/// be done; then a message is on stderr. The exit status of a sampled command is part of the
/// profile, not of the exit code.
int runProfile(const ProfileOptions &options);
int runProfileReport(const std::string &file, const ProfileOptions &options);
int runProfileDiff(const ProfileDiffOptions &options);

/// Adds `profile` with its subcommands; `exitCode` is set when one of them was run.
void addProfileCommand(CLI::App &app, int &exitCode);

} // namespace coax
