// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_bench_scan COAX PROJECT…
// Wall time of `coax scan` beside `clang++-22 -fsyntax-only -w` over PROJECT/build's compilation
// database with the same number of jobs. Rounds interleave, so that what else the machine does hits
// all sides; medians are shown. "rerun" is a scan with a warm cache and no change.
#include "bench/scan/SyntaxOnly.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <cstdlib>

using namespace coax;

namespace {

constexpr unsigned rounds = 5;
constexpr unsigned jobs = 2;

struct Measured {
  std::vector<double> syntaxOnly, scan, rerun; ///< seconds
  unsigned failures = 0;
};

double seconds(const std::vector<CompilerRun> &runs, unsigned parallel, unsigned &failures) {
  auto begin = std::chrono::steady_clock::now();
  failures += runAll(runs, parallel);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  llvm::sort(values);
  return values[values.size() / 2];
}

CompilerRun scanRun(const std::string &coax, const std::string &project, bool cached) {
  CompilerRun run{project, {coax, "scan", "-p", "build", "--format=json", "-j"}};
  run.arguments.push_back(std::to_string(jobs));
  if (!cached)
    run.arguments.push_back("--no-cache");
  return run;
}

Measured measure(const std::string &coax, const std::string &project,
                 const std::vector<CompilerRun> &syntaxOnly) {
  Measured measured;
  std::vector<CompilerRun> cold = {scanRun(coax, project, false)};
  std::vector<CompilerRun> warm = {scanRun(coax, project, true)};
  seconds(syntaxOnly, jobs, measured.failures); // fills the page cache
  seconds(warm, 1, measured.failures);          // fills the summary cache
  for (unsigned round = 0; round < rounds; ++round) {
    measured.scan.push_back(seconds(cold, 1, measured.failures));
    measured.syntaxOnly.push_back(seconds(syntaxOnly, jobs, measured.failures));
    measured.rerun.push_back(seconds(warm, 1, measured.failures));
  }
  return measured;
}

void printRow(const std::string &project, std::size_t units, const Measured &measured) {
  double syntaxOnly = median(measured.syntaxOnly);
  double scan = median(measured.scan), rerun = median(measured.rerun);
  llvm::outs() << llvm::format("%-12s %6zu %13.2f %9.2f %7.2f %9.2f %12.3f\n",
                               llvm::StringRef(project).rsplit('/').second.str().c_str(), units,
                               syntaxOnly, scan, scan / syntaxOnly, rerun, rerun / scan);
  llvm::outs().flush();
}

bool benchProject(const std::string &coax, const std::string &project) {
  auto runs = syntaxOnlyRuns(project + "/build", "clang++-22");
  if (!runs) {
    llvm::errs() << llvm::toString(runs.takeError()) << '\n';
    return false;
  }
  Measured measured = measure(coax, project, *runs);
  printRow(project, runs->size(), measured);
  if (measured.failures > 0)
    llvm::errs() << project << ": " << measured.failures << " runs failed; the row means nothing\n";
  return measured.failures == 0;
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    llvm::errs() << "usage: coax_bench_scan COAX PROJECT…\n";
    return 2;
  }
  // A cache of its own: nobody's home is written to, and the first warm run is cold.
  llvm::SmallString<128> cache;
  if (llvm::sys::fs::createUniqueDirectory("coax-bench", cache))
    return 2;
  ::setenv("XDG_CACHE_HOME", cache.c_str(), 1);
  llvm::outs() << llvm::format("%-12s %6s %13s %9s %7s %9s %12s\n", "project", "units",
                               "syntax-only s", "scan s", "ratio", "rerun s", "rerun/scan");
  bool good = true;
  for (int i = 2; i < argc; ++i)
    good &= benchProject(argv[1], argv[i]);
  llvm::sys::fs::remove_directories(cache);
  return good ? 0 : 1;
}
