// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Expectations.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

namespace coax::test {

namespace {

constexpr std::array<std::string_view, 4> words = {"edge", "use", "await", "obstacle"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

/// One part between semicolons; `word` is the last "expect-" word on the line.
std::string mark(std::string_view part, std::string &word) {
  part = trimmed(part);
  if (part.starts_with("expect-")) {
    std::size_t colon = std::min(part.find(':'), part.size());
    word = part.substr(7, colon - 7);
    part = trimmed(part.substr(std::min(colon + 1, part.size())));
  }
  bool known = std::find(words.begin(), words.end(), word) != words.end();
  return (known ? "expect-" : "unknown mark expect-") + word + ": " + std::string(part);
}

void addMarks(std::string_view line, unsigned number, Facts &marks) {
  std::size_t comment = line.find("// expect-");
  if (comment == line.npos)
    return;
  std::string word;
  for (std::string_view rest = line.substr(comment + 3); !rest.empty();) {
    std::size_t end = std::min(rest.find(';'), rest.size());
    marks.push_back(std::to_string(number) + ": " + mark(rest.substr(0, end), word));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

/// Names of all functions that the summary mentions, by USR.
class NameTable {
public:
  explicit NameTable(const TuSummary &summary) {
    for (const FunctionFacts &function : summary.functions) {
      names_[function.id.usr] = function.name;
      for (const CallSite &call : function.calls)
        if (!call.callee.empty())
          names_.try_emplace(call.callee.usr, call.name);
    }
  }
  std::string operator()(const SymbolId &id) const {
    auto found = names_.find(id.usr);
    return found == names_.end() ? plainName(id.usr) : found->second;
  }

private:
  std::map<std::string, std::string> names_;

  /// "c:@S@Worker@F@run#" ⇒ "Worker::run": for functions that are only declared.
  static std::string plainName(const std::string &usr) {
    std::string result;
    for (std::size_t at = usr.find('@'); at != usr.npos; at = usr.find('@', at)) {
      std::size_t name = usr.find('@', at + 1);
      if (name == usr.npos)
        break;
      std::size_t end = std::min(usr.find_first_of("@#", name + 1), usr.size());
      result += (result.empty() ? "" : "::") + usr.substr(name + 1, end - name - 1);
      if (end == usr.size() || usr[end] == '#')
        break;
      at = end;
    }
    return result;
  }
};

/// What each file has one of is named with the file.
std::string withoutFile(const Text &storage) {
  return storage.str().substr(0, storage.str().find("@/"));
}

std::string calleeText(const CallSite &call, const NameTable &names) {
  std::string callables;
  for (const Argument &argument : call.arguments)
    if (!argument.callable.empty())
      callables += (callables.empty() ? "" : ", ") + names(argument.callable);
  std::string result = call.name;
  if (call.kind == CallKind::Indirect && call.callableParameter >= 0)
    result = "#" + std::to_string(call.callableParameter);
  else if (call.kind == CallKind::Indirect)
    result = call.callableMember.empty() ? "?" : withoutFile(call.callableMember);
  return callables.empty() ? result : result + "(" + callables + ")";
}

std::string contextText(const CallSite &call) {
  constexpr std::array kinds = {"direct", "virtual", "indirect", "callback", "implicit"};
  std::string result = kinds[static_cast<std::size_t>(call.kind)];
  const std::pair<bool, const char *> flags[] = {{call.awaited, "awaited"},
                                                 {call.inLoop, "loop"},
                                                 {call.inCatch, "catch"},
                                                 {call.inMacroBody, "macro"},
                                                 {call.inInitializer, "initializer"},
                                                 {call.inStaticInitializer, "static"}};
  for (auto [set, name] : flags)
    if (set)
      result += std::string(", ") + name;
  for (const HeldLock &lock : call.locks)
    result += ", holds " + lock.mutex;
  return result;
}

std::string storedText(const FunctionUse &use, const NameTable &names) {
  if (!use.function.empty())
    return names(use.function);
  return use.callableParameter >= 0 ? "#" + std::to_string(use.callableParameter)
                                    : withoutFile(use.from);
}

} // namespace

Facts marksIn(std::string_view source) {
  Facts marks;
  for (unsigned number = 1; !source.empty(); ++number) {
    std::size_t end = std::min(source.find('\n'), source.size());
    addMarks(source.substr(0, end), number, marks);
    source.remove_prefix(std::min(end + 1, source.size()));
  }
  std::sort(marks.begin(), marks.end());
  return marks;
}

Facts factsOf(const TuSummary &summary, const std::string &file) {
  NameTable names(summary);
  std::set<std::string> instances; // of one template, on one line: the same fact
  Facts facts;
  auto add = [&](const Location &place, const std::string &fact, bool folded) {
    std::string text = std::to_string(place.line) + ": expect-" + fact;
    if (place.file == file && (!folded || instances.insert(text).second))
      facts.push_back(text);
  };
  for (const FunctionFacts &function : summary.functions) {
    for (const CallSite &call : function.calls)
      add(call.range.begin,
          "edge: " + function.name + " -> " + calleeText(call, names) + " [" + contextText(call) +
              "]",
          function.templated);
    for (const FunctionUse &use : function.uses)
      add(use.location,
          "use: " + function.name + " stores " + storedText(use, names) + " in " +
              (use.into.empty() ? "?" : withoutFile(use.into)),
          function.templated);
    for (const Location &place : function.awaits)
      add(place, "await: " + function.name, function.templated);
    for (const std::string &obstacle : function.obstacles)
      add(function.location, "obstacle: " + obstacle, function.templated);
  }
  std::sort(facts.begin(), facts.end());
  return facts;
}

std::string compare(const Facts &marks, const Facts &facts) {
  Facts missing, unexpected;
  std::set_difference(marks.begin(), marks.end(), facts.begin(), facts.end(),
                      std::back_inserter(missing));
  std::set_difference(facts.begin(), facts.end(), marks.begin(), marks.end(),
                      std::back_inserter(unexpected));
  std::string result;
  for (const std::string &fact : unexpected)
    result += "unexpected: " + fact + "\n";
  for (const std::string &fact : missing)
    result += "missing: " + fact + "\n";
  return result;
}

} // namespace coax::test
