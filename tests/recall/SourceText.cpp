// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/recall/SourceText.h"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace coax::recall {
namespace {

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

/// Walks through text and knows its place.
class Cursor {
public:
  Cursor(std::string_view text, const Location &place) : text_(text), place_(place) {
    std::size_t line = 1, begin = 0;
    while (line < place.line && (begin = text.find('\n', begin)) != std::string_view::npos)
      ++begin, ++line;
    at_ = begin == std::string_view::npos ? text.size() : begin + place.column - 1;
  }

  /// NUL at the end.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  char take() {
    char c = peek();
    ++at_;
    place_.column = c == '\n' ? 1 : place_.column + 1;
    place_.line += c == '\n';
    return c;
  }

  /// A literal whose opening quote was taken.
  void skipLiteral(char quote) {
    while (peek() && peek() != quote)
      if (take() == '\\')
        take();
    take();
  }

  const Location &place() const { return place_; }
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }

private:
  std::string_view text_;
  Location place_;
  std::size_t at_ = 0;
};

bool isBefore(const Location &a, const Location &b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

} // namespace

Range extentAt(const Location &place, std::string_view text) {
  if (place.column == 0)
    return {};
  Cursor cursor(text, place);
  while (isWord(cursor.peek()))
    cursor.take();
  if (cursor.peek() != '(')
    return {};
  int depth = 0;
  do {
    char c = cursor.take();
    depth += (c == '(') - (c == ')');
    if (c == '"' || c == '\'')
      cursor.skipLiteral(c);
  } while (depth > 0 && cursor.peek());
  return {place, cursor.place().line, cursor.place().column};
}

bool mentions(const Range &range, std::string_view name, std::string_view text) {
  std::string_view begin = Cursor(text, range.begin).rest();
  std::string_view end = Cursor(text, {range.begin.file, range.endLine, range.endColumn}).rest();
  return begin.substr(0, begin.size() - std::min(end.size(), begin.size())).find(name) !=
         std::string_view::npos;
}

std::string_view shiftAt(const Location &place, std::string_view text) {
  std::string_view rest = place.column ? Cursor(text, place).rest() : std::string_view();
  return rest.starts_with("<<") || rest.starts_with(">>") ? rest.substr(0, 2) : std::string_view();
}

std::optional<int> depthBetween(const Location &first, const Location &second,
                                std::string_view text) {
  if (isBefore(second, first))
    return std::nullopt;
  Cursor cursor(text, first);
  int depth = 0;
  while (isBefore(cursor.place(), second)) {
    char c = cursor.take();
    depth += (c == '(' || c == '{' || c == '[') - (c == ')' || c == '}' || c == ']');
    if (!c || depth < 0 || (depth == 0 && c == ';'))
      return std::nullopt;
    if (c == '"' || c == '\'')
      cursor.skipLiteral(c);
  }
  return depth;
}

} // namespace coax::recall
