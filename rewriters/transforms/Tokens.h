// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Raw tokens of a stretch of source, for the few places where the AST does not say where a word
// stands (declaration specifiers, the brace of a lambda).
#pragma once

#include "rewriters/transforms/SourceEdits.h"

#include <clang/Lex/Token.h>

#include <vector>

namespace coax {

struct RawToken {
  Stretch stretch;
  llvm::StringRef text;
};

/// Tokens between two offsets of one file, comments and preprocessor lines left out.
std::vector<RawToken> rawTokens(const SourceEdits &edits, const Stretch &stretch);

/// The offset past a statement's semicolon; the end of the statement if none follows.
Stretch withSemicolon(const SourceEdits &edits, Stretch statement);

/// The white space that begins the line of an offset.
std::string indentationAt(const SourceEdits &edits, const Stretch &stretch);

/// What one more level of indentation adds there: a tab where the line, or the next indented one
/// before it, is indented by tabs alone; else two spaces.
std::string indentationStepAt(const SourceEdits &edits, const Stretch &stretch);

/// The text with all lines but the first and blank ones moved to the right.
std::string indentedBy(llvm::StringRef text, llvm::StringRef by);

} // namespace coax
