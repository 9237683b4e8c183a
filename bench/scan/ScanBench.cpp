// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_bench_scan [--rounds=N] COAX PROJECT…
// What a scan costs beside what else reads a code base, over PROJECT/build's compilation database
// and with the same number of jobs: wall times and, for single processes, memory. Rounds
// interleave, so that what else the machine does hits all rows; medians are shown.
#include "analyzers/base/Paths.h"
#include "bench/scan/Commands.h"
#include "bench/scan/ProjectCopy.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Program.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <cstdlib>
#include <thread>

using namespace coax;

namespace {

constexpr unsigned jobs = 2;
constexpr const char *compiler = "clang++-22";
constexpr const char *tidy = "run-clang-tidy-22";
constexpr const char *tidyCheck = "-*,misc-unused-alias-decls";

/// Times of one kind of run, in seconds.
class Timed {
public:
  void run(const std::vector<Run> &runs, unsigned parallel) {
    auto begin = std::chrono::steady_clock::now();
    failures_ += runAll(runs, parallel);
    std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin;
    times_.push_back(time.count());
  }

  double median() {
    llvm::sort(times_);
    return times_.empty() ? 0.0 : times_[times_.size() / 2];
  }
  unsigned failures() const { return failures_; }

private:
  std::vector<double> times_;
  unsigned failures_ = 0;
};

class ProjectBench {
public:
  ProjectBench(const std::string &coax, ProjectCopy &project, std::vector<UnitCommand> units)
      : coax_(coax), project_(project), units_(std::move(units)),
        syntaxOnlyRuns_(coax::syntaxOnlyRuns(units_, compiler)),
        source_(units_[units_.size() / 2].file),
        header_(hottestHeader(units_, compiler, project.path())),
        hasTidy_(static_cast<bool>(llvm::sys::findProgramByName(tidy))) {}

  llvm::Error measure(unsigned rounds) {
    runAll(syntaxOnlyRuns_, jobs); // fills the page cache
    waitForClock();
    runAll({scanRun({})}, 1); // fills the cache of summaries
    for (unsigned round = 0; round < rounds; ++round)
      if (auto error = measureOnce())
        return error;
    compilerMemory_ = peakMebibytes(syntaxOnlyRuns_);
    scanMemory_ = peakMebibytes({scanRun({"--no-cache"})});
    return llvm::Error::success();
  }

  /// False if a run failed: then the rows mean nothing.
  bool print(llvm::StringRef name) {
    llvm::outs() << llvm::format("\n%s: %zu units\n", name.str().c_str(), units_.size());
    double base = syntaxOnly_.median(), scan = cold_.median();
    row("clang++ -fsyntax-only -w", base, 1.0, "");
    row("cold scan", scan, scan / base, "of -fsyntax-only");
    if (hasTidy_)
      row("run-clang-tidy, one check", tidy_.median(), tidy_.median() / scan, "of the cold scan");
    row("scan again, no change", rerun_.median(), rerun_.median() / scan, "of the cold scan");
    row("one source file changed", sourceEdit_.median(), sourceEdit_.median() / scan,
        "of the cold scan");
    if (!header_.empty())
      row("the most included header changed", headerEdit_.median(), headerEdit_.median() / scan,
          "of the cold scan");
    llvm::outs() << llvm::format("  %-34s %8.0f %7.2f of %.0f MiB, a compiler's\n",
                                 "largest process of the scan, MiB", scanMemory_,
                                 scanMemory_ / compilerMemory_, compilerMemory_);
    llvm::outs().flush();
    unsigned failures = syntaxOnly_.failures() + cold_.failures() + tidy_.failures() +
                        rerun_.failures() + sourceEdit_.failures() + headerEdit_.failures();
    if (failures > 0)
      llvm::errs() << name << ": " << failures << " runs failed; the rows mean nothing\n";
    return failures == 0;
  }

private:
  const std::string &coax_;
  ProjectCopy &project_;
  std::vector<UnitCommand> units_;
  std::vector<Run> syntaxOnlyRuns_;
  std::string source_, header_; ///< that are edited
  bool hasTidy_;
  Timed syntaxOnly_, cold_, tidy_, rerun_, sourceEdit_, headerEdit_;
  double compilerMemory_ = 0.0, scanMemory_ = 0.0;

  Run scanRun(const std::vector<std::string> &options) const {
    Run run{project_.path(),
            {coax_, "scan", "-p", "build", "--format=json", "-j", std::to_string(jobs),
             "--cache-dir=" + project_.cache()}};
    run.arguments.insert(run.arguments.end(), options.begin(), options.end());
    return run;
  }

  Run tidyRun() const {
    return {project_.path(),
            {tidy, "-quiet", "-p", "build", "-j", std::to_string(jobs),
             "-checks=" + std::string(tidyCheck), "-extra-arg=-w"}};
  }

  llvm::Error measureOnce() {
    cold_.run({scanRun({"--no-cache"})}, 1);
    syntaxOnly_.run(syntaxOnlyRuns_, jobs);
    if (hasTidy_)
      tidy_.run({tidyRun()}, 1);
    rerun_.run({scanRun({})}, 1);
    if (auto error = measureEdit(source_, sourceEdit_))
      return error;
    return header_.empty() ? llvm::Error::success() : measureEdit(header_, headerEdit_);
  }

  /// The cache keeps nothing of files that are as new as the run.
  static void waitForClock() { std::this_thread::sleep_for(std::chrono::milliseconds(1100)); }

  llvm::Error measureEdit(const std::string &file, Timed &timed) {
    if (auto error = project_.edit(file))
      return error;
    waitForClock();
    timed.run({scanRun({})}, 1);
    return llvm::Error::success();
  }

  static void row(const char *what, double seconds, double ratio, const char *of) {
    llvm::outs() << llvm::format("  %-34s %8.2f %7.2f %s\n", what, seconds, ratio, of);
  }
};

llvm::Error benchProject(const std::string &coax, const std::string &path, unsigned rounds,
                         bool &good) {
  auto copy = ProjectCopy::of(path);
  if (!copy)
    return copy.takeError();
  auto units = unitCommands(copy->path() + "/build");
  if (!units)
    return units.takeError();
  ProjectBench bench(coax, *copy, std::move(*units));
  if (auto error = bench.measure(rounds))
    return error;
  good &= bench.print(llvm::sys::path::filename(path));
  return llvm::Error::success();
}

} // namespace

int main(int argc, char **argv) {
  unsigned rounds = 5;
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && llvm::StringRef(words[0]).starts_with("--rounds=")) {
    rounds = static_cast<unsigned>(std::strtoul(words[0].c_str() + 9, nullptr, 10));
    words.erase(words.begin());
  }
  if (words.size() < 2 || rounds == 0) {
    llvm::errs() << "usage: coax_bench_scan [--rounds=N] COAX PROJECT…\n";
    return 2;
  }
  for (std::string &word : words) // the runs work in a folder of their own
    if (llvm::StringRef(word).contains('/'))
      word = absolutePath(word);
  llvm::outs() << llvm::format("  %-34s %8s %7s\n", "", "seconds", "ratio");
  bool good = true;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (auto error = benchProject(words[0], words[i], rounds, good)) {
      llvm::errs() << words[i] << ": " << llvm::toString(std::move(error)) << '\n';
      good = false;
    }
  return good ? 0 : 1;
}
