// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Tokens.h"

#include <clang/Lex/Lexer.h>

namespace coax {

std::vector<RawToken> rawTokens(const SourceEdits &edits, const Stretch &stretch) {
  llvm::StringRef buffer = edits.sources().getBufferData(stretch.file);
  clang::SourceLocation start = edits.sources().getLocForStartOfFile(stretch.file);
  clang::Lexer lexer(start, edits.options(), buffer.begin(), buffer.begin() + stretch.begin,
                     buffer.end());
  std::vector<RawToken> tokens;
  bool directive = false;
  for (clang::Token token; !lexer.LexFromRawLexer(token);) {
    unsigned begin = edits.sources().getFileOffset(token.getLocation());
    unsigned end = begin + token.getLength();
    if (begin >= stretch.end)
      break;
    if (token.isAtStartOfLine())
      directive = token.is(clang::tok::hash);
    if (directive)
      continue;
    tokens.push_back({{stretch.file, begin, end}, buffer.slice(begin, end)});
  }
  return tokens;
}

Stretch withSemicolon(const SourceEdits &edits, Stretch statement) {
  unsigned size = edits.sources().getBufferData(statement.file).size();
  auto next = rawTokens(edits, {statement.file, statement.end, std::min(statement.end + 64, size)});
  if (!next.empty() && next.front().text == ";")
    statement.end = next.front().stretch.end;
  return statement;
}

std::string indentationAt(const SourceEdits &edits, const Stretch &stretch) {
  llvm::StringRef buffer = edits.sources().getBufferData(stretch.file);
  std::size_t line = buffer.rfind('\n', stretch.begin);
  line = line == llvm::StringRef::npos ? 0 : line + 1;
  std::size_t end = buffer.find_first_not_of(" \t", line);
  return buffer.slice(line, std::min<std::size_t>(end, stretch.begin)).str();
}

std::string indentationStepAt(const SourceEdits &edits, const Stretch &stretch) {
  llvm::StringRef before = edits.sources().getBufferData(stretch.file).take_front(stretch.begin);
  while (!before.empty()) {
    auto [rest, line] = before.rsplit('\n');
    if (rest.size() == before.size())
      line = before;
    llvm::StringRef blanks = line.take_while([](char c) { return c == ' ' || c == '\t'; });
    if (!blanks.empty())
      return blanks.find(' ') == llvm::StringRef::npos ? "\t" : "  ";
    before = rest.size() == before.size() ? llvm::StringRef() : rest;
  }
  return "  ";
}

std::string indentedBy(llvm::StringRef text, llvm::StringRef by) {
  if (text.contains("R\"")) // the lines of a raw string are its value
    return text.str();
  std::string result;
  while (true) {
    auto [line, rest] = text.split('\n');
    result += line;
    if (line.size() == text.size())
      return result;
    result += '\n';
    text = rest;
    // Spaces go behind tabs, as editors put them.
    llvm::StringRef blanks = text.take_while([](char c) { return c == ' ' || c == '\t'; });
    llvm::StringRef code = text.drop_front(blanks.size());
    if (code.empty() || code.front() == '\n' || code.front() == '\r')
      continue;
    if (by.starts_with("\t"))
      result += by.str() + blanks.str();
    else
      result += blanks.str() + by.str();
    text = code;
  }
}

} // namespace coax
