// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Link.h"

#include "analyzers/link/CallableFlow.h"
#include "analyzers/link/Contexts.h"
#include "analyzers/link/Edges.h"
#include "analyzers/link/Families.h"
#include "analyzers/link/Matches.h"
#include "analyzers/link/Merge.h"
#include "analyzers/link/Sites.h"
#include "analyzers/link/Symbols.h"

#include <algorithm>
#include <utility>

namespace coax {
namespace {

void sortProblems(std::vector<Problem> &problems) {
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
}

} // namespace

Program linkProgram(std::vector<TuSummary> summaries, const Catalog &catalog) {
  Program program;
  program.units = summaries.size();
  for (const TuSummary &summary : summaries)
    program.problems.insert(program.problems.end(), summary.problems.begin(),
                            summary.problems.end());

  MergedFunctions merged = mergeFunctions(std::move(summaries));
  program.functions = std::move(merged.functions);
  linkFamilies(program);

  Symbols symbols(program.functions, std::move(merged.units));
  Matches matches(program, symbols, catalog);
  CallableFlow callables(program, symbols, matches);
  linkEdges(program, symbols, matches, callables);
  findSites(program, symbols, matches, catalog);
  findContexts(program, symbols);
  findBlocking(program);
  sortProblems(program.problems);
  return program;
}

} // namespace coax
