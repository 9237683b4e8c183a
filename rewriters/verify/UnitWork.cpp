// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/UnitWork.h"

#include "analyzers/base/Log.h"
#include "rewriters/verify/Wire.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <set>

namespace coax {
namespace {

bool reads(const SourceUnit &unit, const std::string &file) {
  const auto &read = unit.dependencies;
  return unit.compile.file == file || std::find(read.begin(), read.end(), file) != read.end();
}

std::vector<FileChange> readBy(const SourceUnit &unit, const std::vector<FileChange> &changes) {
  std::vector<FileChange> result;
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(result),
               [&](const FileChange &change) { return reads(unit, change.file); });
  return result;
}

/// The results for `chosen`: from `last` where it `holds` for the unit, else by `work`, whose bytes
/// `receive` makes an entry of, or nothing if they are damaged.
template <typename Entry, typename Holds, typename Work, typename Receive>
auto resultsOf(const char *what, const std::vector<std::size_t> &chosen,
               std::map<std::size_t, Entry> &last, const MapWork &map, Holds holds, Work work,
               Receive receive) {
  std::vector<std::size_t> missing;
  for (std::size_t unit : chosen)
    if (auto entry = last.find(unit); entry == last.end() || !holds(unit, entry->second))
      missing.push_back(unit);
  vlog("{0}: {1} of {2} units", what, missing.size(), chosen.size());
  auto bytes = map(missing.size(), [&](std::size_t i) { return work(missing[i]); });
  for (std::size_t i = 0; i < missing.size(); ++i) {
    last.erase(missing[i]);
    if (std::optional<Entry> entry = receive(missing[i], bytes[i]))
      last.emplace(missing[i], std::move(*entry));
  }
  std::vector<decltype(&std::as_const(last.at(0).result))> results;
  for (std::size_t unit : chosen) {
    auto entry = last.find(unit);
    results.push_back(entry == last.end() ? nullptr : &entry->second.result);
  }
  return results;
}

} // namespace

std::vector<std::size_t> unitsThatRead(const std::vector<SourceUnit> &units,
                                       const std::vector<FileChange> &changes) {
  std::vector<std::size_t> result;
  for (std::size_t u = 0; u < units.size(); ++u)
    if (std::any_of(changes.begin(), changes.end(),
                    [&](const FileChange &change) { return reads(units[u], change.file); }))
      result.push_back(u);
  return result;
}

std::vector<std::size_t> unitsNamedBy(const std::vector<SourceUnit> &units, const Plan &plan) {
  std::set<std::string> missing = UnitPlan(plan).files();
  std::vector<bool> chosen(units.size(), false);
  auto choose = [&](std::size_t u) {
    chosen[u] = true;
    for (const std::string &file : units[u].dependencies)
      missing.erase(file);
  };
  std::vector<std::size_t> mains;
  for (std::size_t u = 0; u < units.size(); ++u)
    if (missing.count(units[u].compile.file))
      mains.push_back(u);
  for (std::size_t u : mains)
    choose(u);
  for (std::size_t u = 0; u < units.size() && !missing.empty(); ++u) {
    const auto &read = units[u].dependencies;
    if (std::any_of(read.begin(), read.end(),
                    [&](const std::string &file) { return missing.count(file) > 0; }))
      choose(u);
  }
  std::vector<std::size_t> result;
  for (std::size_t u = 0; u < units.size(); ++u)
    if (chosen[u])
      result.push_back(u);
  return result;
}

std::vector<const UnitRewrite *> UnitWork::rewrites(const std::vector<std::size_t> &chosen,
                                                    const Plan &plan,
                                                    const std::vector<FileChange> &base) {
  UnitPlan lookup(plan);
  auto holds = [&](std::size_t unit, const Rewrite &last) {
    return last.command == units_[unit].compile.arguments &&
           last.base == readBy(units_[unit], base) && last.plan == lookup.about(last.result.asked);
  };
  auto work = [&](std::size_t unit) {
    return encode(rewriteUnit(units_[unit].compile, plan, overlayOf(base)));
  };
  auto receive = [&](std::size_t unit, const std::string &bytes) -> std::optional<Rewrite> {
    auto result = decodeRewrite(bytes);
    if (!result)
      return std::nullopt;
    PlanExcerpt excerpt = lookup.about(result->asked);
    return Rewrite{readBy(units_[unit], base), units_[unit].compile.arguments, std::move(excerpt),
                   std::move(*result)};
  };
  return resultsOf("rewriting", chosen, rewrites_, map_, holds, work, receive);
}

std::vector<const CheckedUnit *> UnitWork::checks(const std::vector<std::size_t> &chosen,
                                                  const std::vector<FileChange> &changes) {
  auto holds = [&](std::size_t unit, const Check &last) {
    return last.changes == readBy(units_[unit], changes);
  };
  auto work = [&](std::size_t unit) {
    return encode(checkUnit(asCoroutineUnit(units_[unit].compile, runtimeInclude_), changes));
  };
  auto receive = [&](std::size_t unit, const std::string &bytes) -> std::optional<Check> {
    auto result = decodeChecked(bytes);
    if (!result)
      return std::nullopt;
    return Check{readBy(units_[unit], changes), std::move(*result)};
  };
  return resultsOf("verifying", chosen, checks_, map_, holds, work, receive);
}

} // namespace coax
