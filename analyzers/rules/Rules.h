// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program ⇒ Findings. One function a rule; the list of rules is one line each. Pure: no IO of its
// own (sources are read through a function that is passed in), no clang types, cannot fail. Output
// is sorted by place and the same whatever the order of the input.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Finding.h"
#include "analyzers/model/Plan.h"
#include "analyzers/model/Program.h"
#include "analyzers/model/Rule.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// The content of a file by absolute path; nothing if it cannot be read.
using ReadSource = std::function<std::optional<std::string>(const std::string &file)>;

struct FindOptions {
  std::string rootDirectory;  ///< absolute; fingerprints hold paths relative to it
  ReadSource readSource;      ///< for suppression comments; without it nothing is suppressed
  const Plan *plan = nullptr; ///< if there is one, findings carry its verdict
};

struct RuleInput {
  const Program &program;
  const Catalog &catalog;
};

struct Rule {
  RuleInfo info;
  /// Appends findings in any order. Duplicates, fingerprints and suppressions are not its concern.
  /// Null for unused-suppression, which findAll() finds when all others are done.
  void (*find)(const RuleInput &input, const RuleInfo &info, std::vector<Finding> &findings);
};

/// All rules, by code.
const std::vector<Rule> &allRules();

/// Null if there is none of that name or code ("blocking-sleep", "COAX201").
const Rule *findRule(std::string_view nameOrCode);

/// The findings of all rules, suppressed ones marked, sorted by place.
std::vector<Finding> findAll(const RuleInput &input, const FindOptions &options);

} // namespace coax
