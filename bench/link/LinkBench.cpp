// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_bench_link FUNCTIONS…
// Links a synthetic program of each size, in a process of its own. A row says what decoding all
// summaries from their stored form costs, what linking them costs, how much memory the process
// needed at most, and how the time for an edge compares with that of the first row: 1.00 is linear
// growth. Times are of the wall clock, with as many threads as there are processors, as in a scan.
#include "analyzers/base/Parallel.h"
#include "analyzers/link/Link.h"
#include "analyzers/model/SummaryBinary.h"
#include "bench/link/StoredSummaries.h"
#include "bench/link/SyntheticProgram.h"

#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <new>
#include <thread>
#include <utility>

using namespace coax;

namespace {

struct Measured {
  std::size_t units = 0, functions = 0, edges = 0, sites = 0;
  std::size_t bytes = 0;                          ///< of the stored form
  double decode = 0.0, link = 0.0, release = 0.0; ///< seconds
  double peak = 0.0;                              ///< GiB
};

template <typename Work> double secondsOf(Work work) {
  auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double peakGibibytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

std::size_t threadCount() { return std::max(1u, std::thread::hardware_concurrency()); }

/// Some at a time: the stored forms of all would be in the peak of memory. Ends the process if a
/// summary does not survive being stored: the rest would mean nothing.
std::vector<TuSummary> decodeAll(const SyntheticProgram &synthetic, Measured &measured) {
  constexpr std::size_t atATime = 64;
  std::vector<TuSummary> summaries(synthetic.units());
  StoredSummaries stored(synthetic);
  for (std::size_t first = 0; first < summaries.size(); first += atATime) {
    std::vector<std::string> texts(std::min(atATime, summaries.size() - first));
    for (std::string &bytes : texts)
      measured.bytes += (bytes = stored.next()).size();
    measured.decode += secondsOf([&] {
      inParts(texts.size(), partCount(texts.size(), 1, threadCount()),
              [&](std::size_t, std::size_t begin, std::size_t end) {
                for (std::size_t index = begin; index < end; ++index) {
                  auto summary = summaryFromBytes(texts[index]);
                  if (!summary)
                    ::_exit(1);
                  summaries[first + index] = std::move(*summary);
                }
              });
    });
  }
  return summaries;
}

Measured measure(std::size_t functions) {
  SyntheticProgram synthetic(functions);
  Measured measured;
  std::vector<TuSummary> summaries = decodeAll(synthetic, measured);
  const Catalog &catalog = Catalog::builtin();
  Program program;
  measured.link =
      secondsOf([&] { program = linkProgram(std::move(summaries), catalog, threadCount()); });
  measured.units = program.units;
  for (const Function &function : program.functions)
    measured.functions += function.facts.hasBody;
  measured.edges = program.edges.size();
  measured.sites = program.sites.size();
  measured.release = secondsOf([&] { program = Program(); });
  measured.peak = peakGibibytes();
  return measured;
}

/// Measures in a child, so that one size leaves nothing to the next. False if that failed.
bool measureApart(std::size_t functions, Measured &result) {
  pid_t child = ::fork();
  if (child == 0) {
    new (&result) Measured(measure(functions));
    ::_exit(0);
  }
  int status = 0;
  return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

double nanosecondsPerEdge(const Measured &measured) {
  return measured.link * 1e9 / static_cast<double>(measured.edges);
}

void printHead() {
  llvm::outs() << llvm::format("%9s %9s %6s %7s %6s %8s %6s %6s %7s %7s %8s\n", "functions",
                               "edges", "units", "sites", "MB", "decode s", "link s", "free s",
                               "GiB max", "ns/edge", "to first");
}

void printRow(const Measured &row, const Measured &first) {
  llvm::outs() << llvm::format("%9zu %9zu %6zu %7zu %6.0f %8.2f %6.2f %6.2f %7.2f %7.0f %8.2f\n",
                               row.functions, row.edges, row.units, row.sites,
                               static_cast<double>(row.bytes) * 1e-6, row.decode, row.link,
                               row.release, row.peak, nanosecondsPerEdge(row),
                               nanosecondsPerEdge(row) / nanosecondsPerEdge(first));
  llvm::outs().flush();
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 2) {
    llvm::errs() << "usage: coax_bench_link FUNCTIONS…\n";
    return 2;
  }
  void *shared =
      ::mmap(nullptr, sizeof(Measured), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED)
    return 2;
  auto *result = new (shared) Measured;
  Measured first;
  printHead();
  for (int i = 1; i < argc; ++i) {
    if (!measureApart(std::strtoull(argv[i], nullptr, 10), *result)) {
      llvm::errs() << "linking " << argv[i] << " functions failed\n";
      return 1;
    }
    if (i == 1)
      first = *result;
    printRow(*result, first);
  }
  return 0;
}
