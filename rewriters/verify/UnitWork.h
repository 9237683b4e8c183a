// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What parses units for a migration, each only when something that it sees has changed: a round
// takes back a decision or two, and most units never hear of them.
#pragma once

#include "rewriters/transforms/Unit.h"
#include "rewriters/verify/Check.h"
#include "rewriters/verify/Migrate.h"

#include <map>
#include <string>
#include <vector>

namespace coax {

/// The units that read one of the files; indices, ascending.
std::vector<std::size_t> unitsThatRead(const std::vector<SourceUnit> &units,
                                       const std::vector<FileChange> &changes);

/// Units whose main file is named by the plan, and one for each header that none of them reads;
/// indices, ascending.
std::vector<std::size_t> unitsNamedBy(const std::vector<SourceUnit> &units, const Plan &plan);

/// Results are in the order of `chosen`, null where the process that did the work died, and valid
/// until the next call. Memory: the last rewrite and the last check of each unit.
class UnitWork {
public:
  /// All must outlive this object; the commands of the units may change between calls.
  UnitWork(const std::vector<SourceUnit> &units, const MapWork &map,
           const std::string &runtimeInclude)
      : units_(units), map_(map), runtimeInclude_(runtimeInclude) {}

  /// rewriteUnit() of sources with `base` in front of them.
  std::vector<const UnitRewrite *> rewrites(const std::vector<std::size_t> &chosen,
                                            const Plan &plan, const std::vector<FileChange> &base);

  /// checkUnit() of each as a coroutine unit.
  std::vector<const CheckedUnit *> checks(const std::vector<std::size_t> &chosen,
                                          const std::vector<FileChange> &changes);

private:
  struct Rewrite {
    std::vector<FileChange> base; ///< as far as the unit reads it
    std::vector<std::string> command;
    PlanExcerpt plan;
    UnitRewrite result;
  };
  struct Check { // as a coroutine unit, so whatever became of its command
    std::vector<FileChange> changes; ///< as far as the unit reads them
    CheckedUnit result;
  };

  const std::vector<SourceUnit> &units_;
  const MapWork &map_;
  const std::string &runtimeInclude_;
  std::map<std::size_t, Rewrite> rewrites_;
  std::map<std::size_t, Check> checks_;
};

} // namespace coax
