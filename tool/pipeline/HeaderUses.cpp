// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/HeaderUses.h"

#include "analyzers/tu/SharedCommand.h"
#include "analyzers/tu/StagedParse.h"
#include "analyzers/tu/SystemIncludes.h"
#include "tool/pipeline/WarmParser.h"

#include <map>
#include <set>
#include <string>

namespace coax {

using Group = std::vector<std::size_t>; // units
using Opening = std::vector<OpeningMacro>;

static std::set<std::string> linesOfMost(const std::vector<Opening> &openings) {
  std::map<std::string, std::size_t> counts;
  for (const Opening &opening : openings)
    for (const OpeningMacro &macro : opening)
      ++counts[macro.line];
  std::set<std::string> lines;
  for (const auto &[line, count] : counts)
    if (count * 2 > openings.size())
      lines.insert(line);
  return lines;
}

/// Who changes a macro that headers may ask for can share only with those who do the same.
static void addOpenings(std::vector<HeaderUse> &uses, const Group &group,
                        const std::vector<Opening> &openings) {
  std::set<std::string> common = linesOfMost(openings);
  for (std::size_t index = 0; index < group.size(); ++index) {
    HeaderUse &use = uses[group[index]];
    for (const OpeningMacro &macro : openings[index])
      if (macro.isFeature || common.contains(macro.line)) {
        use.opening += macro.line;
        use.undoOpening += macro.undo;
      }
    use.key += '\0' + use.opening;
  }
}

std::vector<HeaderUse> headerUses(const std::vector<CompileUnit> &units, std::size_t jobs) {
  std::vector<HeaderUse> uses(units.size());
  std::vector<SharedCommand> commands = sharedCommands(units);
  std::map<std::string, Group> groups;
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    groups[commands[unit].key].push_back(unit);
  SystemIncludes includes;
  for (const auto &[key, group] : groups) {
    if (key.empty() || !worthSharing(group.size(), jobs))
      continue;
    std::string predefined =
        predefinedMacros(withoutOwn(units[group.front()], commands[group.front()].own));
    std::vector<Opening> openings;
    for (std::size_t unit : group) {
      std::vector<std::size_t> &own = commands[unit].own;
      SystemHeaders headers = includes.of(units[unit], predefined + ownMacros(units[unit], own));
      openings.push_back(std::move(headers.opening));
      uses[unit] = {key, std::move(headers.names), std::move(own)};
    }
    addOpenings(uses, group, openings);
  }
  return uses;
}

} // namespace coax
