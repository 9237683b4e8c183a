// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a use of a macro stands for, as source: its replacement with the arguments put in. Other
// macros in it stay names, so the text means what the use meant. Only macros of the program are
// written out.
//
//   #define MAX(a, b) ((a) > (b) ? (a) : (b))
//   Before:  MAX(f(), LIMIT)
//   After:   ((f()) > (LIMIT) ? (f()) : (LIMIT))
#pragma once

#include "rewriters/transforms/SourceEdits.h"

#include <clang/Lex/MacroInfo.h>
#include <clang/Lex/Preprocessor.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coax {

using MacroNames = std::set<std::string>;

class MacroText {
public:
  MacroText(clang::Preprocessor &preprocessor, const SourceEdits &edits)
      : preprocessor_(preprocessor), edits_(edits) {}

  /// The macro of the program that a name means at a place; null if there is none.
  const clang::MacroInfo *macroAt(llvm::StringRef name, clang::SourceLocation place) const;

  /// The text of `use` with the macros of these names written out. Nothing if it cannot be said so:
  /// a directive between the arguments, __VA_OPT__.
  std::optional<std::string> writeOut(const Stretch &use, const MacroNames &names);

private:
  struct Word {
    std::string text;
    std::string gap; ///< white space and comments in front of it
  };
  using Words = std::vector<Word>;
  struct Arguments {
    std::vector<Words> plain, expanded; ///< before and after their own macros are written out
  };

  Words wordsOf(const Stretch &stretch);
  Words bodyOf(const clang::MacroInfo &macro) const;
  Words expand(const Words &words, const MacroNames &hidden);
  bool takeArguments(const Words &words, std::size_t &at, const clang::MacroInfo &macro,
                     std::vector<Words> &arguments);
  static bool comparesAlone(const Words &words, std::size_t begin, std::size_t end);
  static void unwrapComparisons(Words &words);
  Words substitute(const clang::MacroInfo &macro, const Arguments &arguments);
  static std::string quoted(const Words &words);
  static std::string joined(const Words &words, const std::string &indent);

  clang::Preprocessor &preprocessor_;
  const SourceEdits &edits_;
  MacroNames names_;
  clang::SourceLocation place_;
  bool failed_ = false;
};

} // namespace coax
