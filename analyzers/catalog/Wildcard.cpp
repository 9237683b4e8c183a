// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Wildcard.h"

#include <cstddef>

namespace coax {

bool matchesWildcard(std::string_view pattern, std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t p = 0, t = 0, star = none, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != none) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*')
    ++p;
  return p == pattern.size();
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
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    std::size_t end = at + word.size();
    if ((at == 0 || !isIdentifierCharacter(text[at - 1])) &&
        (end == text.size() || !isIdentifierCharacter(text[end])))
      return true;
  }
  return false;
}

} // namespace coax
