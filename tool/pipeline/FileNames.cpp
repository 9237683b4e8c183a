// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/FileNames.h"

#include "analyzers/base/Paths.h"
#include "analyzers/model/Fields.h"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace coax {

namespace {

using NewNames = std::unordered_map<Text, Text>;

/// Writes new names into every Text of a summary: alone, or behind the '@' or "coax:" of an id.
class Renamer {
public:
  explicit Renamer(const NewNames &names) : names_(names) {}

  void rename(Text &text) {
    auto [entry, added] = known_.try_emplace(text);
    if (added)
      entry->second = renamed(text);
    text = entry->second;
  }
  template <typename T> void rename(std::vector<T> &values) {
    for (T &value : values)
      rename(value);
  }
  template <typename Struct>
  requires requires(Struct &value) {
    visitFields(value, [](auto &&...) {});
  }
  void rename(Struct &value) {
    visitFields(value, [this](const char *, auto &member, auto...) { this->rename(member); });
  }
  void rename(auto &) {} // numbers, flags, and strings for people

private:
  const NewNames &names_;
  std::unordered_map<Text, Text> known_;

  Text renamed(const Text &text) const {
    if (auto found = names_.find(text); found != names_.end())
      return found->second;
    std::string result = text.str();
    for (const auto &[old, name] : names_)
      if (std::size_t at = result.find(old.str());
          at != std::string::npos && isWholeName(result, at, old.size()))
        result.replace(at, old.size(), name.str());
    return result;
  }
  static bool isWholeName(std::string_view text, std::size_t at, std::size_t size) {
    bool begins = at > 0 && (text[at - 1] == '@' || text[at - 1] == ':');
    return begins && (at + size == text.size() || text[at + size] == '@');
  }
};

} // namespace

static NewNames newNames(const std::vector<TuSummary> &summaries) {
  std::unordered_set<Text> seen;
  for (const TuSummary &summary : summaries)
    for (const FunctionFacts &function : summary.functions)
      if (!function.location.file.empty())
        seen.insert(function.location.file);
  std::map<std::string, std::set<Text>> names; // by the file's own name
  for (const Text &name : seen)
    names[realPath(name.str())].insert(name);
  NewNames result;
  for (const auto &[own, all] : names) {
    Text chosen = all.contains(own) ? Text(own) : *all.begin();
    for (const Text &name : all)
      if (name != chosen)
        result.emplace(name, chosen);
  }
  return result;
}

void giveFilesOneName(std::vector<TuSummary> &summaries) {
  NewNames names = newNames(summaries);
  if (names.empty())
    return;
  Renamer renamer(names);
  for (TuSummary &summary : summaries) {
    renamer.rename(summary.functions);
    renamer.rename(summary.writes);
  }
}

} // namespace coax
