// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Places.h"

#include "analyzers/base/Paths.h"

#include <clang/Lex/Lexer.h>

namespace coax {

static constexpr std::size_t maximumText = 80;

Places::Places(const clang::ASTContext &context, std::string directory)
    : sources_(context.getSourceManager()), language_(context.getLangOpts()),
      directory_(std::move(directory)) {}

const std::string &Places::file(clang::FileID id) {
  auto [entry, added] = files_.try_emplace(id);
  if (added)
    if (auto found = sources_.getFileEntryRefForID(id))
      entry->second = absolutePath(std::string_view(found->getName()), directory_);
  return entry->second;
}

Location Places::location(clang::SourceLocation place) {
  if (place.isInvalid())
    return {};
  auto [id, offset] = sources_.getDecomposedLoc(sources_.getFileLoc(place));
  const std::string &name = file(id);
  if (name.empty())
    return {};
  return {name, sources_.getLineNumber(id, offset), sources_.getColumnNumber(id, offset)};
}

clang::CharSourceRange Places::fileRange(clang::SourceRange range) const {
  auto tokens = clang::CharSourceRange::getTokenRange(range);
  auto exact = clang::Lexer::makeFileCharRange(tokens, sources_, language_);
  if (exact.isValid())
    return exact;
  auto expanded = sources_.getExpansionRange(tokens);
  if (!expanded.isTokenRange())
    return expanded;
  auto end = clang::Lexer::getLocForEndOfToken(expanded.getEnd(), 0, sources_, language_);
  return clang::CharSourceRange::getCharRange(expanded.getBegin(), end);
}

Range Places::range(clang::SourceRange range) {
  Range result;
  if (range.isInvalid())
    return result;
  clang::CharSourceRange bytes = fileRange(range);
  result.begin = location(bytes.getBegin());
  Location end = location(bytes.getEnd());
  if (end.file == result.begin.file) {
    result.endLine = end.line;
    result.endColumn = end.column;
  }
  return result;
}

/// Cuts before a byte that starts a character, so that what is left is still UTF-8.
static void cut(std::string &text) {
  if (text.size() <= maximumText)
    return;
  std::size_t end = maximumText - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
    --end;
  text.resize(end);
  text += "…";
}

std::string Places::text(clang::SourceRange range) {
  if (range.isInvalid())
    return {};
  llvm::StringRef source = clang::Lexer::getSourceText(fileRange(range), sources_, language_);
  std::string result;
  for (char byte : source.take_front(4 * maximumText)) {
    bool space = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
    if (!space)
      result += byte;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  cut(result);
  return result;
}

bool Places::isUser(clang::SourceLocation place) const {
  return place.isValid() && !sources_.isInSystemHeader(sources_.getExpansionLoc(place)) &&
         sources_.getFileEntryRefForID(sources_.getFileID(sources_.getExpansionLoc(place)));
}

bool Places::inMacroBody(clang::SourceLocation place) const {
  while (place.isMacroID()) {
    if (!sources_.isMacroArgExpansion(place))
      return true;
    place = sources_.getImmediateSpellingLoc(place);
  }
  return false;
}

std::string Places::macroName(clang::SourceLocation place) const {
  if (!inMacroBody(place))
    return {};
  return clang::Lexer::getImmediateMacroName(place, sources_, language_).str();
}

} // namespace coax
