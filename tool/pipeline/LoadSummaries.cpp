// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/LoadSummaries.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Parallel.h"
#include "analyzers/base/Paths.h"
#include "analyzers/model/SummaryBinary.h"
#include "analyzers/tu/Summarize.h"
#include "tool/pipeline/Cache.h"
#include "tool/pipeline/CompileDatabase.h"
#include "tool/pipeline/FileNames.h"
#include "tool/pipeline/ForkCost.h"
#include "tool/pipeline/HeaderUses.h"
#include "tool/pipeline/WarmParser.h"
#include "tool/pipeline/Workers.h"

#include <llvm/Support/FileSystem.h>

#include <algorithm>

namespace coax {

/// What is left of a unit when its worker did not answer.
static TuSummary lost(const CompileUnit &unit, const std::string &reason) {
  TuSummary summary;
  summary.mainFile = unit.file;
  summary.failed = true;
  summary.problems.push_back({unit.file, reason});
  return summary;
}

static TuSummary received(const CompileUnit &unit, const UnitResult &result, Cache &cache) {
  if (!result.ok())
    return lost(unit, result.failure);
  auto summary = summaryFromBytes(result.bytes);
  if (!summary)
    return lost(unit, "its worker returned a damaged summary");
  cache.store(unit, *summary, result.bytes);
  return std::move(*summary);
}

static bool lacksRuntime(const TuSummary &summary) {
  return std::any_of(summary.problems.begin(), summary.problems.end(), [](const Problem &problem) {
    return problem.message.find("'coax/") != std::string::npos &&
           problem.message.find("file not found") != std::string::npos;
  });
}

static TuSummary summarizeUnit(const CompileUnit &unit, const std::string &runtimeInclude) {
  TuSummary summary = summarize(unit);
  if (!summary.failed || runtimeInclude.empty() || !lacksRuntime(summary))
    return summary;
  return summarize(asCoroutineUnit(unit, runtimeInclude));
}

static bool sharesHeaders(const LoadOptions &options, std::size_t units) {
  if (options.shareHeaders)
    return *options.shareHeaders;
  return worthSharing(units, jobCount(options.jobs)) &&
         copiedPageMicroseconds() < dearPageMicroseconds;
}

/// Fills the summaries that the cache did not have.
static void parseMissing(LoadedSummaries &loaded, const std::vector<std::size_t> &missing,
                         const LoadOptions &options, Cache &cache) {
  std::vector<CompileUnit> units;
  for (std::size_t index : missing)
    units.push_back(loaded.units[index]);
  std::vector<HeaderUse> uses(units.size());
  if (sharesHeaders(options, units.size()))
    uses = headerUses(units, jobCount(options.jobs));
  WarmParser warm(units, uses, jobCount(options.jobs));
  std::size_t known = loaded.units.size() - missing.size();
  WorkOptions work;
  work.jobs = options.jobs;
  work.timeout = options.timeout;
  std::size_t done = known, current = 0;
  auto report = [&] {
    if (options.progress)
      options.progress(done, loaded.units.size(), units[warm.order()[current]].file);
  };
  auto progress = [&](std::size_t parsed) {
    done = known + parsed;
    report();
  };
  auto started = [&](std::size_t index) {
    current = index;
    report();
  };
  work.progress = progress;
  work.started = started;
  auto results = mapUnits(
      missing.size(),
      [&](std::size_t index) {
        std::size_t unit = warm.order()[index];
        if (auto bytes = warm.summarize(unit))
          return std::move(*bytes);
        return toBytes(summarizeUnit(units[unit], options.runtimeInclude));
      },
      work);
  for (std::size_t index = 0; index < missing.size(); ++index) {
    std::size_t unit = missing[warm.order()[index]];
    loaded.summaries[unit] = received(loaded.units[unit], results[index], cache);
    results[index] = {};
  }
}

/// Fills the summaries that the cache has. Returns which it has not. Its threads are gone then.
static std::vector<std::size_t> takeCached(LoadedSummaries &loaded, Cache &cache,
                                           std::size_t threads) {
  constexpr std::size_t unitsWorthAThread = 8;
  std::size_t count = loaded.units.size();
  std::vector<std::vector<std::size_t>> missing(partCount(count, unitsWorthAThread, threads));
  inParts(count, missing.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
      if (auto summary = cache.find(loaded.units[index]))
        loaded.summaries[index] = std::move(*summary);
      else
        missing[part].push_back(index);
    }
  });
  std::vector<std::size_t> all;
  for (const std::vector<std::size_t> &part : missing)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

static void summarizeAll(LoadedSummaries &loaded, const LoadOptions &options) {
  std::string directory =
      options.cacheDirectory.empty() ? Cache::defaultDirectory() : options.cacheDirectory;
  Cache cache(options.cache ? directory : std::string());
  loaded.summaries.resize(loaded.units.size());
  std::vector<std::size_t> missing = takeCached(loaded, cache, jobCount(options.jobs));
  loaded.stats.fromCache = loaded.units.size() - missing.size();
  parseMissing(loaded, missing, options, cache);
  for (std::size_t unit = 0; unit < loaded.units.size(); ++unit)
    loaded.summaries[unit].targets = loaded.units[unit].targets;
}

/// A directory that was asked for is used or refused; the default one is used where it can be.
static llvm::Error prepareCacheDirectory(const LoadOptions &options) {
  const std::string &directory = options.cacheDirectory;
  if (!options.cache || directory.empty())
    return llvm::Error::success();
  std::error_code error = llvm::sys::fs::create_directories(directory);
  if (!error && !llvm::sys::fs::is_directory(directory))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error)
    error = llvm::sys::fs::access(directory, llvm::sys::fs::AccessMode::Write);
  return error ? makeError("cannot keep summaries in {0}: {1}", directory, error.message())
               : llvm::Error::success();
}

static std::string startOf(const LoadOptions &options) {
  if (!options.start.empty() || options.paths.empty())
    return options.start;
  return options.paths.front();
}

static llvm::Expected<CompileDatabase> databaseOf(const LoadOptions &options) {
  if (!options.flags)
    return loadCompileDatabase(options.build, startOf(options));
  if (!options.build.empty())
    return makeError("both -p {0} and flags after --: give one of them", options.build);
  return fixedDatabase(options.paths, *options.flags);
}

/// A path that selects nothing is misspelt, or a header: nobody's report should pass for its.
static llvm::Error selectUnits(LoadedSummaries &loaded, std::vector<CompileUnit> units,
                               const std::vector<std::string> &paths) {
  for (const std::string &path : paths) {
    std::string place = absolutePath(path);
    if (std::any_of(units.begin(), units.end(),
                    [&](const CompileUnit &unit) { return isWithin(unit.file, place); }))
      continue;
    if (!llvm::sys::fs::exists(place))
      return makeError("{0} does not exist", path);
    loaded.problems.push_back({place, "no unit of " + loaded.database + " is there"});
  }
  std::size_t all = units.size();
  loaded.units = unitsWithin(std::move(units), paths);
  loaded.partOfProject = loaded.units.size() < all;
  if (!loaded.units.empty())
    return llvm::Error::success();
  return makeError(paths.empty() ? "{0} names no C or C++ file"
                                 : "{0} names no C or C++ file in the given paths",
                   loaded.database);
}

llvm::Expected<LoadedSummaries> loadSummaries(const LoadOptions &options) {
  auto begin = std::chrono::steady_clock::now();
  auto database = databaseOf(options);
  if (!database)
    return database.takeError();
  LoadedSummaries loaded;
  loaded.database = database->path;
  loaded.stats.failed = database->problems.size(); // units that have no command
  loaded.problems = std::move(database->problems);
  if (llvm::Error error = selectUnits(loaded, std::move(database->units), options.paths))
    return error;
  if (llvm::Error error = prepareCacheDirectory(options))
    return error;
  loaded.partOfProject |= options.flags.has_value();
  summarizeAll(loaded, options);
  giveFilesOneName(loaded.summaries);
  loaded.stats.units = loaded.units.size();
  for (const TuSummary &summary : loaded.summaries) {
    loaded.stats.failed += summary.failed ? 1 : 0;
    loaded.problems.insert(loaded.problems.end(), summary.problems.begin(), summary.problems.end());
  }
  loaded.stats.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  return loaded;
}

} // namespace coax
