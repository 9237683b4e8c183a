// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   boost::asio::post(loop, [] { ::sleep(1); });
//
// Covers what leads to a blocking call too, and functions declared [[clang::nonblocking]].
#include "analyzers/rules/Evidence.h"
#include "analyzers/rules/RuleList.h"

namespace coax {
namespace {

std::string where(ContextKind kind, const std::string &function) {
  return kind == ContextKind::Nonblocking ? " in nonblocking function " + quoted(function)
                                          : " the event loop that runs handler " + quoted(function);
}

void addSites(const Program &program, const RuleInfo &rule, FunctionIndex handler, ContextKind kind,
              std::vector<Finding> &findings) {
  for (std::size_t index : program.functions[handler].sites) {
    const BlockingSite &site = program.sites[index];
    if (site.offLoop || site.lastWords)
      continue;
    Finding finding = findingAtSite(program, rule, site);
    finding.message = quoted(site.entry) + ' ' + blocksVerb(site) + where(kind, finding.function);
    if (site.contextOnly)
      finding.severity = Severity::Note;
    findings.push_back(std::move(finding));
  }
}

void addCalls(const Program &program, const RuleInfo &rule, FunctionIndex handler, ContextKind kind,
              std::vector<Finding> &findings) {
  for (EdgeIndex edge : callsThatBlock(program, handler)) {
    Finding finding = findingAtCall(program, rule, edge, kind);
    finding.message = quoted(program.functions[program.edges[edge].to].facts.signature) +
                      " blocks" + where(kind, finding.function) + ": it leads to " +
                      quoted(finding.callee);
    findings.push_back(std::move(finding));
  }
}

} // namespace

void findBlockingCallInEventHandler(const RuleInput &input, const RuleInfo &rule,
                                    std::vector<Finding> &findings) {
  for (FunctionIndex i = 0; i < input.program.functions.size(); ++i) {
    ContextKind kind;
    if (!mustNotBlock(input.program, i, kind) || kind == ContextKind::Coroutine)
      continue;
    addSites(input.program, rule, i, kind, findings);
    addCalls(input.program, rule, i, kind, findings);
  }
}

} // namespace coax
