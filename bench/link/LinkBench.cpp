// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_bench_link FUNCTIONS…
// Links a synthetic program of each size, in a process of its own. A row says what decoding all
// summaries from their stored form costs, what linking them costs, how much memory the process
// needed at most, and how the time for an edge compares with that of the first row: 1.00 is linear
// growth. Times are of the CPU: one thread works.
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

#include <cstdlib>
#include <ctime>
#include <new>
#include <utility>

using namespace coax;

namespace {

struct Measured {
  std::size_t units = 0, functions = 0, edges = 0, sites = 0;
  std::size_t bytes = 0;                          ///< of the stored form
  double decode = 0.0, link = 0.0, release = 0.0; ///< seconds
  double peak = 0.0;                              ///< GiB
};

double cpuSeconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <typename Work> double secondsOf(Work work) {
  double begin = cpuSeconds();
  work();
  return cpuSeconds() - begin;
}

double peakGibibytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

/// Ends the process if a summary does not survive being stored: the rest would mean nothing.
std::vector<TuSummary> decodeAll(const SyntheticProgram &synthetic, Measured &measured) {
  std::vector<TuSummary> summaries;
  StoredSummaries stored(synthetic);
  for (std::size_t unit = 0; unit < synthetic.units(); ++unit) {
    std::string bytes = stored.next();
    measured.bytes += bytes.size();
    measured.decode += secondsOf([&] {
      auto summary = summaryFromBytes(bytes);
      if (!summary)
        ::_exit(1);
      summaries.push_back(std::move(*summary));
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
  measured.link = secondsOf([&] { program = linkProgram(std::move(summaries), catalog); });
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
