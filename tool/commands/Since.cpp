// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Since.h"

#include <algorithm>
#include <map>

namespace coax {
namespace {

using FunctionsByFile = std::map<std::string, std::vector<const FunctionFacts *>>;

FunctionsByFile functionsByFile(const Program &program) {
  FunctionsByFile functions;
  for (const Function &function : program.functions)
    if (function.facts.hasBody)
      functions[function.facts.extent.begin.file].push_back(&function.facts);
  return functions;
}

/// From the first line of the function around `place` to that of its name.
bool headTouched(const FunctionsByFile &functions, const Location &place,
                 const ChangedLines &changed) {
  auto inFile = functions.find(place.file);
  if (inFile == functions.end())
    return false;
  return std::any_of(
      inFile->second.begin(), inFile->second.end(), [&](const FunctionFacts *function) {
        return function->extent.contains(place) &&
               changed.touches(place.file, function->extent.begin.line,
                               std::max(function->extent.begin.line, function->location.line));
      });
}

bool concerns(const ChangedLines &changed, const Finding &finding,
              const FunctionsByFile &functions) {
  const Range &range = finding.range;
  if (changed.touches(range.begin.file, range.begin.line,
                      std::max(range.begin.line, range.endLine)))
    return true;
  return headTouched(functions, range.begin, changed) ||
         std::any_of(finding.chain.begin(), finding.chain.end(), [&](const Hop &hop) {
           return changed.touches(hop.location.file, hop.location.line, hop.location.line);
         });
}

} // namespace

void markUnchanged(Report &report, const Program &program, const ChangedLines &changed) {
  FunctionsByFile functions = functionsByFile(program);
  for (Finding &finding : report.findings)
    if (!concerns(changed, finding, functions))
      finding.baseline = "unchanged";
    else if (finding.baseline.empty())
      finding.baseline = "new";
}

} // namespace coax
