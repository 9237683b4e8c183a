// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Wildcard.h"

#include <cstddef>

namespace coax {

bool matchesWildcard(std::string_view pattern, std::string_view text) {
  if (!pattern.empty() && pattern.front() != '*' && !text.starts_with(pattern.front()))
    return false; // most are told apart by this
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos)
    return pattern == text;
  if (!text.starts_with(pattern.substr(0, star)))
    return false;
  text.remove_prefix(star);
  pattern.remove_prefix(star + 1);
  // The text between two stars may stand anywhere: its first place leaves most to the rest.
  for (star = pattern.find('*'); star != std::string_view::npos; star = pattern.find('*')) {
    std::size_t at = text.find(pattern.substr(0, star));
    if (at == std::string_view::npos)
      return false;
    text.remove_prefix(at + star);
    pattern.remove_prefix(star + 1);
  }
  return text.ends_with(pattern);
}

std::string_view bareTypeName(std::string_view type) {
  for (std::string_view word : {"const ", "volatile "})
    if (type.starts_with(word))
      type.remove_prefix(word.size());
  type = type.substr(0, type.find('<'));
  while (!type.empty() && (type.back() == '&' || type.back() == '*' || type.back() == ' '))
    type.remove_suffix(1);
  return type;
}

static bool isIdentifierCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool containsWord(std::string_view text, std::string_view word) {
  constexpr std::size_t none = std::string_view::npos;
  for (std::size_t at = text.find(word); at != none; at = text.find(word, at + 1)) {
    std::size_t end = at + word.size();
    if ((at == 0 || !isIdentifierCharacter(text[at - 1])) &&
        (end == text.size() || !isIdentifierCharacter(text[end])))
      return true;
  }
  return false;
}

} // namespace coax
