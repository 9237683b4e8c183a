// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small string helpers. Header-only, no state.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace linkcheck {

/// \p text without leading and trailing blanks, tabs and carriage returns.
inline std::string trim(const std::string &text) {
  const char *blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string::npos)
    return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

inline bool startsWith(const std::string &text, const std::string &prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

/// The pieces of \p text between \p separator, each trimmed; empty pieces are dropped.
inline std::vector<std::string> split(const std::string &text, char separator) {
  std::vector<std::string> pieces;
  std::string::size_type begin = 0;
  while (begin <= text.size()) {
    const auto end = std::min(text.find(separator, begin), text.size());
    std::string piece = trim(text.substr(begin, end - begin));
    if (!piece.empty())
      pieces.push_back(std::move(piece));
    begin = end + 1;
  }
  return pieces;
}

/// The \p pieces with \p separator between them.
inline std::string join(const std::vector<std::string> &pieces, const std::string &separator) {
  std::string text;
  for (const std::string &piece : pieces) {
    if (!text.empty())
      text += separator;
    text += piece;
  }
  return text;
}

} // namespace linkcheck
