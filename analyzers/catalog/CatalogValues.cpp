// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/catalog/CatalogValues.h"

#include <algorithm>

namespace coax {

const std::vector<std::pair<std::string, Role>> &roleWords() {
  static const std::vector<std::pair<std::string, Role>> words = {
      {"blocks", Role::Blocks},         {"starts-thread", Role::StartsThread},
      {"offloads", Role::Offloads},     {"runs-on-loop", Role::RunsOnLoop},
      {"starts-task", Role::Starts},    {"moves-to-thread", Role::MovesToThread},
      {"dispatches", Role::Dispatches}, {"never-blocks", Role::NeverBlocks}};
  return words;
}

const std::string &roleWord(Role role) {
  return std::find_if(roleWords().begin(), roleWords().end(),
                      [&](const auto &word) { return word.second == role; })
      ->first;
}

const std::vector<std::string> &categories() {
  static const std::vector<std::string> words = {"sleep", "file",    "http",    "socket",
                                                 "dns",   "wait",    "lock",    "process",
                                                 "ipc",   "console", "database"};
  return words;
}

static int readArgument(JsonReader &reader) {
  std::int64_t argument = reader.integer("argument", 1);
  if (argument < 1)
    reader.fail("argument", "\"argument\" counts from 1");
  return static_cast<int>(argument) - 1;
}

Condition readCondition(JsonReader &reader, const std::vector<std::string> &further) {
  std::vector<std::string> keys = {"argument", "equals", "bits",      "words",
                                   "type",     "text",   "given",     "constant",
                                   "receiver", "object", "arguments", "and"};
  keys.insert(keys.end(), further.begin(), further.end());
  reader.allowKeys(keys);
  Condition result;
  result.equals = reader.integers("equals");
  result.bits = reader.integer("bits", 0);
  result.words = reader.strings("words");
  result.types = reader.strings("type");
  result.texts = reader.strings("text");
  result.given = reader.strings("given");
  if (reader.has("constant"))
    result.constant = reader.boolean("constant", true);
  result.receivers = reader.strings("receiver");
  result.objects = reader.strings("object");
  if (reader.has("arguments"))
    result.arguments = static_cast<int>(reader.integer("arguments", 0));
  reader.forEach("and", [&](JsonReader &item) { result.all.push_back(readCondition(item, {})); });
  bool asksArgument = result.bits || result.constant || !result.equals.empty() ||
                      !result.words.empty() || !result.types.empty() || !result.texts.empty() ||
                      !result.given.empty();
  if (reader.has("argument"))
    result.argument = readArgument(reader);
  else if (asksArgument)
    reader.fail("", "a condition on an argument needs \"argument\", counted from 1");
  else if (result.receivers.empty() && result.objects.empty() && !result.arguments)
    reader.fail("", "a condition must ask for something");
  return result;
}

} // namespace coax
