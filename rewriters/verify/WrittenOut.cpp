// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/WrittenOut.h"

#include "rewriters/edits/Merge.h"
#include "rewriters/transforms/MacroUses.h"
#include "rewriters/verify/Blame.h"
#include "rewriters/verify/UnitWork.h"
#include "rewriters/verify/Wire.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace coax {
namespace {

/// The program as it were if no macro spelled a call, a return or a function.
Program withoutMacros(Program program) {
  for (Function &function : program.functions) {
    function.facts.inMacro = false;
    std::erase_if(function.facts.obstacles, [](const std::string &obstacle) {
      return obstacle.rfind(returnsThroughMacro, 0) == 0;
    });
    for (CallSite &call : function.facts.calls)
      call.inMacroBody = false;
  }
  return program;
}

} // namespace

std::vector<Edit> macrosInTheWay(Program program, const std::vector<SourceUnit> &units,
                                 const MigrateOptions &options) {
  Plan plan = planMigration(withoutMacros(std::move(program)), options.plan);
  if (!plan.missingRoots.empty() || !changesSources(plan))
    return {};
  std::vector<std::size_t> chosen = unitsNamedBy(units, plan);
  auto bytes = options.map(chosen.size(), [&](std::size_t i) {
    return encode(writeOutMacros(units[chosen[i]].compile, plan));
  });
  std::vector<Edit> edits;
  for (const std::string &unit : bytes)
    if (auto result = decodeRewrite(unit))
      std::copy_if(result->edits.begin(), result->edits.end(), std::back_inserter(edits),
                   [&](const Edit &edit) {
                     return !options.plan.writable || options.plan.writable(edit.file);
                   });
  MergedEdits merged = mergeEdits(std::move(edits));
  return merged.conflicts.empty() ? std::move(merged.edits) : std::vector<Edit>();
}

std::vector<Edit> usefulTo(const Plan &plan, const std::vector<Edit> &writtenOut) {
  std::set<std::string> awaiting;
  for (const FunctionPlan &function : plan.functions)
    if (function.decision == Decision::Await)
      awaiting.insert(function.id.usr);
  std::vector<Edit> useful;
  std::copy_if(writtenOut.begin(), writtenOut.end(), std::back_inserter(useful),
               [&](const Edit &edit) { return awaiting.count(edit.owner) > 0; });
  return useful;
}

void placeInOriginal(Plan &plan, const std::vector<FileChange> &changes,
                     const std::vector<Edit> &edits) {
  auto moveBack = [&](Location &place) {
    for (const FileChange &change : changes)
      if (change.file == place.file)
        place = originalPlace(change, edits, place);
  };
  for (FunctionPlan &function : plan.functions)
    moveBack(function.location);
  for (CallPlan &call : plan.calls) {
    Location end{call.range.begin.file, call.range.endLine, call.range.endColumn};
    moveBack(end);
    moveBack(call.range.begin);
    call.range.endLine = end.line;
    call.range.endColumn = end.column;
  }
}

} // namespace coax
