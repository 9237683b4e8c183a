// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Link.h"

#include "analyzers/base/Parallel.h"
#include "analyzers/link/CallableFlow.h"
#include "analyzers/link/Contexts.h"
#include "analyzers/link/Edges.h"
#include "analyzers/link/Families.h"
#include "analyzers/link/Instances.h"
#include "analyzers/link/Matches.h"
#include "analyzers/link/Merge.h"
#include "analyzers/link/MovedObjects.h"
#include "analyzers/link/Overrides.h"
#include "analyzers/link/Sites.h"
#include "analyzers/link/Symbols.h"
#include "analyzers/link/TemplateInstances.h"
#include "analyzers/link/Values.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coax {
namespace {

void sortProblems(std::vector<Problem> &problems) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

} // namespace

Program linkProgram(std::vector<TuSummary> summaries, const Catalog &catalog, std::size_t threads) {
  Program program;
  program.units = summaries.size();
  std::vector<VariableWrite> writes;
  bool complete = true;
  for (TuSummary &summary : summaries) {
    program.problems.insert(program.problems.end(), summary.problems.begin(),
                            summary.problems.end());
    std::move(summary.writes.begin(), summary.writes.end(), std::back_inserter(writes));
    complete &= !summary.failed;
    program.unitTargets.push_back(std::move(summary.targets));
  }

  MergedFunctions merged = mergeFunctions(std::move(summaries), threads);
  program.functions = std::move(merged.functions);
  linkFamilies(program);
  if (complete)
    markUnreachedByVariables(program.functions, std::move(writes));

  Symbols symbols(program.functions, std::move(merged.units));
  Matches matches(program, symbols, catalog, threads);
  CallableFlow callables(program, symbols, matches);
  const MovedObjects moved(program, matches);
  linkEdges(program, symbols, matches, callables, moved, threads);
  findStartedOverrides(program, catalog, moved);
  startDispatched(program, catalog, moved);
  findSites(program, symbols, matches, catalog);
  findInstances(program, symbols, callables);
  if (complete)
    followValues(program, catalog);
  findTemplateInstances(program);
  // Of each function they write different members, and neither reads what the other writes.
  inParts(2, partCount(2, 1, threads), [&](std::size_t, std::size_t begin, std::size_t end) {
    if (begin == 0)
      findContexts(program, symbols);
    if (end == 2)
      findBlocking(program);
  });
  sortProblems(program.problems);
  return program;
}

} // namespace coax
