// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// recall_report NAME ROOT TRACE SCAN EVERYWHERE
// Compares the trace of a project's programs (a directory) with two reports of its scan. Writes a
// row of the table in docs/recall.md to standard output and every missed site to standard error.
// Exits with 1 if less than 99 % of the sites are in the scan or none was seen.
#include "analyzers/base/Files.h"
#include "tests/recall/Compare.h"
#include "tool/profiler/ScanFindings.h"

#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

namespace coax::recall {
namespace {

constexpr double wantedRecall = 0.99;

struct Counts {
  std::size_t seen = 0, reported = 0, inChain = 0, inContext = 0, contended = 0, missed = 0;

  double recall() const { return seen ? double(seen - missed) / double(seen) : 0; }
};

Counts countOf(const std::vector<JudgedSite> &sites) {
  Counts counts;
  for (const JudgedSite &site : sites) {
    ++counts.seen;
    counts.reported += site.verdict == Verdict::Reported;
    counts.inChain += site.verdict == Verdict::InChain;
    counts.inContext += site.verdict == Verdict::InContext;
    counts.contended += site.verdict == Verdict::InContext && site.site.waited;
    counts.missed += site.verdict == Verdict::Missed;
  }
  return counts;
}

void printMissed(const SeenSite &site) {
  llvm::errs() << site.place.file << ':' << site.place.line << ':' << site.place.column
               << ": missed: " << site.callee << ", seen to call";
  for (const std::string &call : site.calls)
    llvm::errs() << ' ' << call;
  llvm::errs() << '\n';
}

std::string textOf(const std::string &file) {
  llvm::Expected<std::string> text = readFile(file);
  if (text)
    return *text;
  llvm::consumeError(text.takeError()); // generated and gone: its calls stand where they stand
  return {};
}

llvm::Expected<std::vector<Finding>> readFindings(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (!text)
    return text.takeError();
  return profiler::parseScanFindings(*text, path);
}

llvm::Expected<int> run(const std::string &name, const std::string &root, const std::string &trace,
                        const std::string &scan, const std::string &everywhere) {
  auto stacks = readTrace(trace);
  if (!stacks)
    return stacks.takeError();
  auto findings = readFindings(scan), all = readFindings(everywhere);
  if (!findings || !all)
    return llvm::joinErrors(findings.takeError(), all.takeError());
  auto judged = judge(seenSites(*stacks, root), {*findings, *all}, root, textOf);
  for (const JudgedSite &site : judged)
    if (site.verdict == Verdict::Missed)
      printMissed(site.site);
  Counts counts = countOf(judged);
  llvm::outs() << llvm::formatv("| {0} | {1} | {2} | {3} | {4} | {5} ({6}) | {7} | {8:F1} % |\n",
                                name, stacks->size(), counts.seen, counts.reported, counts.inChain,
                                counts.inContext, counts.contended, counts.missed,
                                100 * counts.recall());
  return counts.recall() >= wantedRecall ? 0 : 1;
}

} // namespace
} // namespace coax::recall

int main(int argc, char **argv) {
  if (argc != 6) {
    llvm::errs() << "usage: recall_report NAME ROOT TRACE SCAN EVERYWHERE\n";
    return 2;
  }
  auto result = coax::recall::run(argv[1], argv[2], argv[3], argv[4], argv[5]);
  if (result)
    return *result;
  llvm::errs() << "recall_report: " << llvm::toString(result.takeError()) << '\n';
  return 2;
}
