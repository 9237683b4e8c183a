// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compilation database ⇒ summaries of all its units: from the cache where nothing changed, else
// from workers that parse. What every command starts with.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/CompileUnit.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace coax {

struct LoadOptions {
  std::string build;              ///< -p: build folder or database; empty: searched for
  std::string start;              ///< where the search starts; empty: the first path, else here
  std::vector<std::string> paths; ///< only units in these files and folders; empty: all
  /// What follows "--": `paths` are compiled with these flags, and there is no database.
  std::optional<std::vector<std::string>> flags;
  unsigned jobs = 0; ///< worker processes; 0: one a hardware thread
  bool cache = true;
  std::string cacheDirectory; ///< empty: Cache::defaultDirectory()
  /// Read system headers once for several units; by default where copying pages is cheap
  /// (ForkCost.h). What is found does not depend on it.
  std::optional<bool> shareHeaders;
  /// Headers of the coroutine runtime, for sources that were rewritten but are still built by
  /// their old commands; empty: such units fail.
  std::string runtimeInclude;
  std::chrono::seconds timeout{300}; ///< for one unit
  /// Called in this process as units are begun and done; `current` is the file of the unit that was
  /// begun last. May be empty.
  llvm::function_ref<void(std::size_t done, std::size_t all, const std::string &current)> progress;
};

struct LoadStats {
  std::size_t units = 0;
  std::size_t fromCache = 0;
  std::size_t failed =
      0;                ///< units without a command, that did not compile or whose worker was lost
  double seconds = 0.0; ///< wall time
};

struct LoadedSummaries {
  std::string database;             ///< the compile_commands.json that was used; empty: flags were
  std::vector<CompileUnit> units;   ///< as given to the parser
  std::vector<TuSummary> summaries; ///< one a unit, in the same order
  std::vector<Problem> problems;    ///< of the database, the workers and all summaries
  bool partOfProject = false;       ///< `paths` left units out, or flags named a few
  LoadStats stats;

  /// Some unit is missing or understood in part only: the caller exits with code 3. A Problem alone
  /// is no reason: it may be a note on something that was not followed.
  bool incomplete() const { return stats.failed > 0; }
};

/// Fails if there is no usable database or `paths` select no unit; whatever happens to single
/// units is a Problem. Forks: call it before any thread is started. The result does not depend on
/// the number of workers or on the cache.
llvm::Expected<LoadedSummaries> loadSummaries(const LoadOptions &options);

} // namespace coax
