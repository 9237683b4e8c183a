// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The attributes in front of a function, in any spelling: [[…]], __attribute__((…)), or a macro
// that stands for them. They belong to the function, not to its result; and what some of them
// promise does not hold for a coroutine, which returns before its body has run.
//
//   Before:  NORETURN void serve();      static void __attribute__((cold)) report();
//   After:   coax::task<void> serve();   static __attribute__((cold)) coax::task<void> report();
#pragma once

#include "rewriters/transforms/SourceEdits.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/Decl.h>
#include <clang/Lex/Preprocessor.h>

#include <string>
#include <vector>

namespace coax {

class Attributes {
public:
  explicit Attributes(clang::Preprocessor &preprocessor) : preprocessor_(preprocessor) {}

  /// The index past an attribute that begins at `i`, or `i`.
  std::size_t past(const std::vector<RawToken> &tokens, std::size_t i) const;

  /// True if the attribute [begin, end) says what does not hold for a coroutine.
  bool breaks(const std::vector<RawToken> &tokens, std::size_t begin, std::size_t end) const;

  /// Takes out of one declaration what would be wrong for a coroutine. Returns why that is
  /// impossible, or an empty string.
  std::string drop(SourceEdits &edits, const clang::FunctionDecl &declaration) const;

private:
  clang::Preprocessor &preprocessor_; ///< knows the macros as they are at the end of the unit

  const clang::MacroInfo *macro(llvm::StringRef name) const;
  /// The words that the macro stands for; false if it is anything but attributes.
  bool expand(llvm::StringRef name, std::vector<std::string> &words, int depth) const;
  std::vector<std::string> wordsOf(const std::vector<RawToken> &tokens, std::size_t begin,
                                   std::size_t end) const;
  std::vector<RawToken> headOf(const SourceEdits &edits,
                               const clang::FunctionDecl &declaration) const;
};

} // namespace coax
