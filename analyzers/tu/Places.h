// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clang::SourceLocation ⇒ Location. What is spelled in a macro argument stands where it is
// spelled; what a macro body spells stands where the macro is used.
#pragma once

#include "analyzers/model/Location.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>

#include <string>

namespace coax {

class Places {
public:
  /// `directory`: where relative file names start.
  Places(const clang::ASTContext &context, std::string directory);

  /// Default-constructed for an invalid location.
  Location location(clang::SourceLocation place);
  /// One past the last byte of the token that `range` ends with.
  Range range(clang::SourceRange range);
  /// The source text of an expression, white space folded, at most 80 bytes (cut with "…").
  std::string text(clang::SourceRange range);

  /// Outside of system headers (a macro of a system header that user code expands is user code).
  bool isUser(clang::SourceLocation place) const;
  /// The token at `place` is spelled in the definition of a macro.
  bool inMacroBody(clang::SourceLocation place) const;
  /// Name of the macro whose body spells the token at `place`; empty if none does.
  std::string macroName(clang::SourceLocation place) const;

private:
  const clang::SourceManager &sources_;
  const clang::LangOptions &language_;
  std::string directory_;
  llvm::DenseMap<clang::FileID, std::string> files_;

  const std::string &file(clang::FileID id);
  clang::CharSourceRange fileRange(clang::SourceRange range) const;
};

} // namespace coax
