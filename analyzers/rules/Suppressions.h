// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comments that silence findings:
//
//   sleep(1); // coax-ignore(blocking-sleep): the device needs it
//   // coax-ignore(blocking-sleep, COAX202): so does this one
//   sleep(1);
//   sleep(1); // NOLINT(coax-blocking-sleep)
//
// A comment on a line of its own covers the next line that is no comment. `*` names every rule.
#pragma once

#include "analyzers/model/Finding.h"
#include "analyzers/model/Rule.h"
#include "analyzers/rules/Rules.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

inline constexpr const char *unusedSuppression = "unused-suppression";

struct Suppression {
  std::vector<std::string> rules; ///< names, codes or "*"; as written, without "coax-"
  std::string reason;             ///< empty if none is given
  unsigned line = 0;              ///< of the comment
  unsigned column = 0;
  unsigned endColumn = 0;
  unsigned covers = 0; ///< the line whose findings it silences
  bool used = false;
};

/// All suppression comments of one source text, by line.
std::vector<Suppression> parseSuppressions(std::string_view source);

/// The suppression comments of a program; each file is read once, when it is first asked for.
class Suppressions {
public:
  explicit Suppressions(ReadSource readSource) : readSource_(std::move(readSource)) {}

  /// Marks the finding as suppressed if a comment covers its first or last line.
  void apply(Finding &finding);

  /// Findings for the comments of `file` that silenced nothing. Call after all others are applied.
  std::vector<Finding> unusedIn(const std::string &file, const RuleInfo &rule);

private:
  std::vector<Suppression> &of(const std::string &file);

  ReadSource readSource_;
  std::map<std::string, std::vector<Suppression>> byFile_;
};

} // namespace coax
