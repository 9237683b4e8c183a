// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/tasks/TaskText.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <set>
#include <vector>

namespace coax {

namespace {

/// The number under `key`; 0 if it is absent or no number.
std::int64_t numberAt(const Json &object, const char *key) {
  const auto it = object.is_object() ? object.find(key) : object.end();
  return it != object.end() && it->is_number_integer() ? it->get<std::int64_t>() : 0;
}

const Json &member(const Json &object, const char *key) {
  static const Json none;
  const auto it = object.is_object() ? object.find(key) : object.end();
  return it != object.end() ? *it : none;
}

bool flagAt(const Json &object, const char *key) { return member(object, key) == Json(true); }

std::string printable(std::string text) {
  for (char &c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  return text;
}

std::string textAt(const Json &object, const char *key) {
  return object.is_object() ? printable(stringAt(object, key)) : std::string();
}

/// In the unit that leaves one to three digits in front of the point.
std::string duration(std::int64_t ns) {
  struct Unit {
    std::int64_t ns;
    const char *name;
  };
  constexpr std::array<Unit, 6> units{{{86'400'000'000'000, "d"},
                                       {3'600'000'000'000, "h"},
                                       {60'000'000'000, "min"},
                                       {1'000'000'000, "s"},
                                       {1'000'000, "ms"},
                                       {1'000, "us"}}};
  for (const Unit &unit : units)
    if (ns >= unit.ns) {
      char text[32];
      std::snprintf(text, sizeof text, "%.1f %s",
                    static_cast<double>(ns) / static_cast<double>(unit.ns), unit.name);
      return text;
    }
  return std::to_string(ns) + " ns";
}

std::string stateOf(const Json &task) {
  std::string text = textAt(task, "state");
  if (const std::string what = textAt(task, "waitsFor"); !what.empty())
    text += " for " + what;
  if (flagAt(task, "cancelling"))
    text += ", being cancelled";
  return text;
}

bool isOfRuntime(const std::string &function) { return function.compare(0, 6, "coax::") == 0; }

std::string placeText(const Json &place) {
  return textAt(place, "function") + " at " + textAt(place, "file") + ":" +
         std::to_string(numberAt(place, "line"));
}

/// Of the innermost frame that is the program's own; of the innermost if none is.
std::string whereOf(const Json &task) {
  const Json &stack = member(task, "stack");
  const Json *found = nullptr;
  for (const Json &place : stack) {
    if (numberAt(place, "line") == 0)
      continue;
    if (!isOfRuntime(textAt(place, "function")))
      return placeText(place);
    if (!found)
      found = &place;
  }
  return found ? placeText(*found) : std::string();
}

using Row = std::array<std::string, 7>;

Row rowOf(const Json &task) {
  const std::int64_t parent = numberAt(task, "parent");
  return {std::to_string(numberAt(task, "id")),
          parent ? std::to_string(parent) : "-",
          std::to_string(numberAt(task, "loop")),
          stateOf(task),
          duration(numberAt(task, "ageNs")),
          textAt(task, "name"),
          whereOf(task)};
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size(), width), ' ');
  return text;
}

struct Tree {
  std::map<std::int64_t, std::vector<const Json *>> children; ///< by parent; 0: the roots
  std::set<std::int64_t> shown;
  std::string text;

  void show(const Json &task, const std::string &indent);
};

void Tree::show(const Json &task, const std::string &indent) {
  const std::int64_t id = numberAt(task, "id");
  if (!shown.insert(id).second)
    return; // a circle, which no program of ours makes
  text += indent + std::to_string(id);
  if (const std::string name = textAt(task, "name"); !name.empty())
    text += " " + name;
  text += "  " + stateOf(task) + ", loop " + std::to_string(numberAt(task, "loop")) + ", " +
          duration(numberAt(task, "ageNs")) + "\n";
  for (const Json &place : member(task, "stack"))
    if (numberAt(place, "line") != 0)
      text += indent + "  . " + placeText(place) + "\n";
  if (const Json &from = member(task, "spawnedAt"); numberAt(from, "line") != 0)
    text += indent + "  from " + placeText(from) + "\n";
  const auto below = children.find(id);
  if (id != 0 && below != children.end())
    for (const Json *child : below->second)
      show(*child, indent + "    ");
}

std::string histogramText(const Json &h) {
  if (numberAt(h, "count") == 0)
    return "none yet";
  return "half below " + duration(numberAt(h, "p50Ns")) + ", 99 % below " +
         duration(numberAt(h, "p99Ns")) + ", all below " + duration(numberAt(h, "maxNs"));
}

} // namespace

std::string taskTable(const Json &answer) {
  std::vector<Row> rows{{"TASK", "PARENT", "LOOP", "STATE", "AGE", "NAME", "WHERE"}};
  for (const Json &task : member(answer, "tasks"))
    rows.push_back(rowOf(task));
  std::array<std::size_t, 7> widths{};
  for (const Row &row : rows)
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const Row &row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i)
      text += padded(row[i], widths[i]) + "  ";
    text += row.back() + "\n";
  }
  return text;
}

std::string taskTree(const Json &answer) {
  Tree tree;
  const Json &tasks = member(answer, "tasks");
  std::set<std::int64_t> live;
  for (const Json &task : tasks)
    live.insert(numberAt(task, "id"));
  for (const Json &task : tasks) {
    const std::int64_t parent = numberAt(task, "parent");
    tree.children[live.count(parent) ? parent : 0].push_back(&task);
  }
  for (const Json *root : tree.children[0])
    tree.show(*root, "");
  return tree.text;
}

std::string metricsText(const Json &answer) {
  std::string text;
  for (const Json &loop : member(answer, "loops")) {
    text += "loop " + std::to_string(numberAt(loop, "loop")) + ", thread " +
            std::to_string(numberAt(loop, "thread")) + ": " +
            std::to_string(numberAt(loop, "liveTasks")) + " tasks live";
    if (flagAt(loop, "stalled"))
      text += ", held up: it does not answer\n";
    else
      text += ", " + std::to_string(numberAt(loop, "ready")) + " ready, " +
              std::to_string(numberAt(loop, "liveFrames")) + " frames; " +
              std::to_string(numberAt(loop, "jobs")) + " runs in " +
              std::to_string(numberAt(loop, "turns")) + " turns, " +
              std::to_string(numberAt(loop, "stalls")) +
              " stalls\n  a turn: " + histogramText(member(loop, "lag")) + "\n";
  }
  const Json &pool = member(answer, "pool");
  return text + "pool: " + std::to_string(numberAt(pool, "threads")) + " threads, " +
         std::to_string(numberAt(pool, "queued")) +
         " functions queued\n  the wait for a thread: " + histogramText(member(pool, "wait")) +
         "\n";
}

} // namespace coax
