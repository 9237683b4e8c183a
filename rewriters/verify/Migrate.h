// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program + roots ⇒ a plan and changes that compile. Plan, rewrite, parse again; what does not hold
// is refused and planned anew, until nothing is refused. Reads sources; writes nothing.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/tu/CompileUnit.h"
#include "rewriters/edits/Apply.h"
#include "rewriters/plan/Migration.h"

#include <functional>
#include <string>
#include <vector>

namespace coax {

struct SourceUnit {
  CompileUnit compile;
  std::vector<std::string> dependencies; ///< every file it reads, absolute
};

/// Runs `work` for 0 … count-1 and returns the results by index. May run them in other processes;
/// a result that is lost is an empty string.
using MapWork = std::function<std::vector<std::string>(
    std::size_t count, const std::function<std::string(std::size_t)> &work)>;

struct MigrateOptions {
  PlanOptions plan;
  std::string runtimeInclude; ///< where <coax/coax.hpp> is found
  MapWork map;
  std::vector<FileChange>
      base; ///< changes that were made already, and stand before what is on disk
};

struct Migration {
  Plan plan;
  std::vector<FileChange> changes; ///< sorted by file; they compile together
  std::vector<Problem> problems;   ///< not empty: the changes cannot be trusted and are empty
  unsigned rounds = 0;
};

/// Plans, rewrites and verifies, then does the same again on the result, until nothing changes: what
/// one run leaves, a second run would leave too. `summaries` are those of `units`, in the same order.
Migration migrateUntilSettled(std::vector<TuSummary> summaries, const Catalog &catalog,
                              std::vector<SourceUnit> units, const MigrateOptions &options);

} // namespace coax
