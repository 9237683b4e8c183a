// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Condition.h"

#include "analyzers/catalog/Wildcard.h"

#include <algorithm>
#include <string_view>

namespace coax {

bool matchesAny(const std::vector<std::string> &patterns, const std::string &text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string &pattern) { return matchesWildcard(pattern, text); });
}

static bool namesOne(const std::vector<std::string> &words, const std::string &text) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string &word) { return containsWord(text, word); });
}

/// The place of `sign` outside of parentheses; a "::" is no ':'.
static std::size_t findOutside(std::string_view text, char sign) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
    const bool qualifies = text[i] == ':' && ((i > 0 && text[i - 1] == ':') ||
                                              (i + 1 < text.size() && text[i + 1] == ':'));
    if (depth == 0 && text[i] == sign && !qualifies)
      return i;
  }
  return std::string_view::npos;
}

/// As namesOne(), of `a ? b : c` on both sides.
static bool alwaysNamesOne(const std::vector<std::string> &words, const std::string &text) {
  const std::size_t question = findOutside(text, '?');
  if (question == text.npos)
    return namesOne(words, text);
  const std::string choices = text.substr(question + 1);
  const std::size_t colon = findOutside(choices, ':');
  return colon != choices.npos && namesOne(words, choices.substr(0, colon)) &&
         alwaysNamesOne(words, choices.substr(colon + 1));
}

bool Condition::argumentHolds(const CallSite &call) const {
  if (argument < 0)
    return true;
  if (static_cast<std::size_t>(argument) >= call.arguments.size())
    return false;
  const Argument &operand = call.arguments[static_cast<std::size_t>(argument)];
  // A flag is found by its value or, where that is not known, by its name.
  bool hasBits = bits && operand.integer && (*operand.integer & bits) == bits;
  bool hasWord = alwaysNamesOne(words, operand.text);
  if ((bits || !words.empty()) && !hasBits && !hasWord)
    return false;
  if (!equals.empty() && (!operand.integer || std::find(equals.begin(), equals.end(),
                                                        *operand.integer) == equals.end()))
    return false;
  return (types.empty() || matchesAny(types, operand.type)) &&
         (texts.empty() || matchesAny(texts, operand.text)) &&
         (given.empty() || matchesAny(given, operand.given)) &&
         (!constant || *constant == operand.integer.has_value());
}

bool Condition::holds(const CallSite &call) const {
  return (receivers.empty() || matchesAny(receivers, call.receiver)) &&
         (objects.empty() || matchesAny(objects, call.object)) &&
         (!arguments || static_cast<std::size_t>(*arguments) == call.arguments.size()) &&
         argumentHolds(call) &&
         std::all_of(all.begin(), all.end(), [&](const Condition &c) { return c.holds(call); });
}

} // namespace coax
