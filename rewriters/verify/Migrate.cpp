// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/verify/Migrate.h"

#include "analyzers/link/Link.h"
#include "rewriters/edits/Merge.h"
#include "rewriters/verify/Blame.h"
#include "rewriters/verify/UnitWork.h"
#include "rewriters/verify/WrittenOut.h"

#include <algorithm>
#include <iterator>

namespace coax {
namespace {

/// Enough for every layer of a deep program; a plan that still changes then is our bug.
constexpr unsigned maximumRounds = 60;

/// Two steps of changes as one; sorted by file.
std::vector<FileChange> composed(std::vector<FileChange> first,
                                 const std::vector<FileChange> &second) {
  for (const FileChange &change : second) {
    auto same = std::find_if(first.begin(), first.end(),
                             [&](const FileChange &other) { return other.file == change.file; });
    if (same == first.end())
      first.push_back(change);
    else
      same->after = change.after;
  }
  std::sort(first.begin(), first.end(),
            [](const FileChange &a, const FileChange &b) { return a.file < b.file; });
  return first;
}

class Migrator {
public:
  Migrator(const Program &program, const std::vector<SourceUnit> &units, MigrateOptions options,
           UnitWork &work)
      : program_(program), units_(units), options_(std::move(options)), work_(work) {}

  Migration run() {
    for (result_.rounds = 1; result_.rounds <= maximumRounds; ++result_.rounds)
      if (round())
        return std::move(result_);
    fail({{}, "no stable plan after " + std::to_string(maximumRounds) + " rounds"});
    return std::move(result_);
  }

private:
  /// True if the migration is complete, for better or worse.
  bool round() {
    result_.plan = planMigration(program_, options_.plan);
    refusedBefore_ = options_.plan.refused;
    result_.changes.clear();
    if (!result_.plan.missingRoots.empty() || !changesSources(result_.plan))
      return true;
    MergedEdits merged = rewrite();
    if (refusedNow_ || !result_.problems.empty())
      return !result_.problems.empty();
    auto changes = changesOnBase(merged.edits);
    if (!changes) {
      fail({{}, llvm::toString(changes.takeError())});
      return true;
    }
    result_.changes = std::move(*changes);
    verify(merged.edits);
    return !refusedNow_;
  }

  MergedEdits rewrite() {
    refusedNow_ = false;
    std::vector<std::size_t> chosen = unitsNamedBy(units_, result_.plan);
    auto results = work_.rewrites(chosen, result_.plan, options_.base);
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const UnitRewrite *unit = results[i];
      if (!unit) {
        fail({units_[chosen[i]].compile.file, "the rewriting process died"});
        continue;
      }
      for (const Problem &problem : unit->problems)
        fail(problem);
      for (const Refusal &refusal : unit->refusals)
        refuse(refusal);
      edits.insert(edits.end(), unit->edits.begin(), unit->edits.end());
    }
    MergedEdits merged = mergeEdits(std::move(edits));
    for (const EditConflict &conflict : merged.conflicts)
      for (const std::string &owner : conflict.owners)
        if (!owner.empty())
          refuse(Refusal::ofFunction({owner}, "two translation units would change it differently"));
    return merged;
  }

  void verify(const std::vector<Edit> &edits) {
    std::vector<std::size_t> affected = unitsThatRead(units_, result_.changes);
    auto results = work_.checks(affected, composed(options_.base, result_.changes));
    std::vector<Problem> unexplained;
    for (std::size_t i = 0; i < results.size(); ++i) {
      const std::string &file = units_[affected[i]].compile.file;
      if (!results[i]) {
        unexplained.push_back({file, "the verifying process died"});
        continue;
      }
      for (const CompileError &error : results[i]->errors)
        if (auto refusal = blame(error, result_.changes, edits, program_, result_.plan))
          refuse(std::move(*refusal));
        else
          unexplained.push_back({file, described(error)});
    }
    if (!refusedNow_)
      for (const Problem &problem : unexplained)
        refuseAllIn(problem);
    // An error that no decision explains often follows from one that was just taken back.
    if (!refusedNow_)
      for (Problem &problem : unexplained)
        fail(std::move(problem));
  }

  /// Nothing near the error was changed: whatever the unit's own functions became is taken back.
  void refuseAllIn(const Problem &problem) {
    for (const FunctionPlan &function : result_.plan.functions) {
      bool here = function.location.file == problem.file && function.decision == Decision::Await;
      if (here && !options_.plan.refused.functions.count(function.id))
        refuse(Refusal::ofFunction(function.id, problem.message));
    }
  }

  static std::string described(const CompileError &error) {
    std::string place;
    if (!error.places.empty()) {
      const Location &at = error.places.front();
      place = at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": ";
    }
    return place + "does not compile as C++20: " + error.message;
  }

  /// Takes a decision back. One that was taken back in an earlier round, yet is in the plan again,
  /// takes its function along; several units may say the same in one round.
  void refuse(Refusal refusal) {
    bool ofCall = refusal.range != Range();
    if (ofCall && !refusedBefore_.calls.count({refusal.range, refusal.action})) {
      options_.plan.refused.calls.emplace(std::pair(refusal.range, refusal.action),
                                          refusal.reason);
      refusedNow_ = true;
    } else if (!refusedBefore_.functions.count(refusal.function)) {
      options_.plan.refused.functions.emplace(refusal.function, refusal.reason);
      refusedNow_ = true;
    } else {
      fail({refusal.range.begin.file, "cannot be rewritten: " + refusal.reason});
    }
  }

  void fail(Problem problem) {
    auto &problems = result_.problems;
    if (std::find(problems.begin(), problems.end(), problem) == problems.end())
      problems.push_back(std::move(problem));
    result_.changes.clear();
  }

  /// As computeChanges(), on top of the changes that were made already.
  llvm::Expected<std::vector<FileChange>> changesOnBase(const std::vector<Edit> &edits) const {
    std::vector<Edit> onDisk;
    std::vector<FileChange> changes;
    for (const FileChange &base : options_.base) {
      std::vector<Edit> own;
      std::copy_if(edits.begin(), edits.end(), std::back_inserter(own),
                   [&](const Edit &edit) { return edit.file == base.file; });
      if (!own.empty())
        changes.push_back({base.file, base.after, applyEdits(base.after, own)});
    }
    for (const Edit &edit : edits)
      if (std::none_of(options_.base.begin(), options_.base.end(),
                       [&](const FileChange &base) { return base.file == edit.file; }))
        onDisk.push_back(edit);
    auto rest = computeChanges(onDisk);
    if (!rest)
      return rest.takeError();
    changes.insert(changes.end(), rest->begin(), rest->end());
    return changes;
  }

  const Program &program_;
  const std::vector<SourceUnit> &units_;
  MigrateOptions options_;
  UnitWork &work_;
  Migration result_;
  Refusals refusedBefore_; ///< as the round began
  bool refusedNow_ = false;
};

} // namespace

/// Summaries of the units that the changes touch, as they are after them.
static void summarizeAgain(std::vector<TuSummary> &summaries, std::vector<SourceUnit> &units,
                           const std::vector<FileChange> &changes, const MigrateOptions &options,
                           UnitWork &work) {
  std::vector<std::size_t> affected = unitsThatRead(units, changes);
  auto checked = work.checks(affected, changes);
  for (std::size_t i = 0; i < affected.size(); ++i) {
    SourceUnit &unit = units[affected[i]];
    unit.compile = asCoroutineUnit(std::move(unit.compile), options.runtimeInclude);
    if (checked[i])
      summaries[affected[i]] = checked[i]->summary;
  }
}

/// What a later step decided about functions that an earlier one had left as they were.
static void adoptDecisions(Plan &plan, const Plan &later) {
  for (const FunctionPlan &decided : later.functions)
    for (FunctionPlan &function : plan.functions)
      if (function.id == decided.id && !decided.already && decided.decision == Decision::Await) {
        function.decision = decided.decision;
        function.reason = decided.reason;
      }
}

static Migration settle(std::vector<TuSummary> summaries, const Catalog &catalog,
                        std::vector<SourceUnit> units, const MigrateOptions &options) {
  constexpr int maximumSteps = 6;
  UnitWork work(units, options.map, options.runtimeInclude);
  Migration result;
  result.changes = options.base;
  for (int step = 0; step < maximumSteps; ++step) {
    MigrateOptions onTop = options;
    onTop.base = result.changes;
    if (!onTop.base.empty())
      summarizeAgain(summaries, units, onTop.base, options, work);
    Migration next = Migrator(linkProgram(summaries, catalog), units, std::move(onTop), work).run();
    result.rounds += next.rounds;
    if (step == 0) {
      result.plan = std::move(next.plan);
      result.problems = std::move(next.problems);
    } else {
      adoptDecisions(result.plan, next.plan);
    }
    if (next.changes.empty())
      break;
    result.changes = composed(std::move(result.changes), next.changes);
  }
  return result;
}

Migration migrateUntilSettled(std::vector<TuSummary> summaries, const Catalog &catalog,
                              std::vector<SourceUnit> units, const MigrateOptions &options) {
  constexpr int maximumTries = 3;
  std::vector<Edit> macros = macrosInTheWay(linkProgram(summaries, catalog), units, options);
  for (int attempt = 0; attempt < maximumTries && !macros.empty(); ++attempt) {
    auto base = computeChanges(macros);
    if (!base)
      return Migration{{}, {}, {{{}, llvm::toString(base.takeError())}}, 0};
    MigrateOptions onTop = options;
    onTop.base = *base;
    Migration result = settle(summaries, catalog, units, onTop);
    std::vector<Edit> useful =
        result.problems.empty() ? usefulTo(result.plan, macros) : std::vector<Edit>();
    if (useful.size() == macros.size()) {
      placeInOriginal(result.plan, *base, macros);
      return result;
    }
    macros = std::move(useful);
  }
  return settle(std::move(summaries), catalog, std::move(units), options);
}

} // namespace coax
