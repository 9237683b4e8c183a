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

/// What a unit does to a macro before it includes the first system header.
struct OpeningMacro {
  std::string line; ///< of the preprocessor
  std::string undo; ///< lines that make it as it was before the unit
  bool isFeature;   ///< one that system headers are there to ask for: _GNU_SOURCE and the like
};

struct SystemHeaders {
  /// As written between the angle brackets, each once, in order. Empty if the unit cannot be read.
  std::vector<std::string> names;
  std::vector<OpeningMacro> opening; ///< by name; without guards of headers
};

/// Reads each file once: an object must not outlive one run of the tool.
class SystemIncludes {
public:
  /// `predefined`: lines that define macros before the unit is read (StagedParse.h has them).
  SystemHeaders of(const CompileUnit &unit, const std::string &predefined);

private:
  friend class IncludeReader;
  friend class OpeningLines;

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
