// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of a rule besides what it finds; for reports, documentation and configuration.
#pragma once

#include "analyzers/model/Finding.h"

#include <string>

namespace coax {

struct RuleInfo {
  std::string name;    ///< kebab-case; also the stem of its page and of its test folder
  std::string code;    ///< "COAX201"
  std::string summary; ///< one sentence without a full stop
  Severity severity = Severity::Warning; ///< of its findings, unless they say otherwise
  std::string category; ///< of an inventory rule, the category of sites that it lists; else empty
};

} // namespace coax
