// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compile unit ⇒ the system headers that it and its own headers include. A guess from the text,
// cheap and without a preprocessor: where a condition depends on what system headers define,
// neither side counts. Who uses the answer checks it (PrefixCheck.h).
#pragma once

#include "analyzers/tu/CompileUnit.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// Reads each file once: an object must not outlive one run of the tool.
class SystemIncludes {
public:
  /// As written between the angle brackets, each once, in order. Empty if the unit cannot be read.
  /// `predefined`: lines that define macros before the unit is read (StagedParse.h has them).
  std::vector<std::string> of(const CompileUnit &unit, const std::string &predefined);

private:
  friend class IncludeReader;

  /// A preprocessor line.
  struct Line {
    std::string directive;
    std::string rest;
  };
  std::map<std::string, std::vector<Line>> files_, predefined_;

  const std::vector<Line> &linesOf(const std::string &file);
  const std::vector<Line> &linesOfPredefined(const std::string &text);
  static std::vector<Line> split(std::string_view content);
};

} // namespace coax
