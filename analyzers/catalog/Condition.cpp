// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/Condition.h"

#include "analyzers/catalog/Wildcard.h"

#include <algorithm>

namespace coax {

bool matchesAny(const std::vector<std::string> &patterns, const std::string &text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string &pattern) { return matchesWildcard(pattern, text); });
}

static bool namesOne(const std::vector<std::string> &words, const std::string &text) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string &word) { return containsWord(text, word); });
}

bool Condition::argumentHolds(const CallSite &call) const {
  if (argument < 0)
    return true;
  if (static_cast<std::size_t>(argument) >= call.arguments.size())
    return false;
  const Argument &operand = call.arguments[static_cast<std::size_t>(argument)];
  // A flag is found by its value or, where that is not known, by its name.
  bool hasBits = bits && operand.integer && (*operand.integer & bits) == bits;
  bool hasWord = namesOne(words, operand.text);
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
