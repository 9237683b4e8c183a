// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/commands/Explain.h"

#include "analyzers/base/Log.h"
#include "analyzers/rules/Rules.h"
#include "tool/commands/Scan.h"
#include "tool/report/RulePages.h"
#include "tool/report/Wording.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace coax {
namespace {

constexpr int usageError = 2;
constexpr int incomplete = 3;
constexpr std::size_t minDigits = 4;

bool isFingerprint(const std::string &topic) {
  return topic.size() >= minDigits && topic.size() <= 16 &&
         topic.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void printFacts(const Finding &finding) {
  std::cout << "    callee:      " << finding.callee << '\n'
            << "    category:    " << finding.category << '\n'
            << "    confidence:  " << confidenceName(finding.confidence) << '\n'
            << "    context:     " << finding.contextKind << ' ' << finding.contextFunction << '\n'
            << "    fingerprint: " << finding.fingerprint << '\n';
  if (finding.suppressed)
    std::cout << "    suppressed:  " << finding.suppression << '\n';
}

int explainFinding(const ExplainOptions &options) {
  llvm::Expected<Project> project = loadProject(options.project);
  if (!project) {
    elog("{0}", llvm::toString(project.takeError()));
    return usageError;
  }
  Program program = linkProject(*project);
  Report report = makeReport(*project, program);
  std::erase_if(report.findings, [&](const Finding &finding) {
    return !finding.fingerprint.starts_with(options.topic);
  });
  if (report.findings.empty()) {
    elog("no finding has a fingerprint that starts with {0}", options.topic);
    return project->incomplete ? incomplete : usageError;
  }
  for (const Finding &finding : report.findings) {
    std::cout << shownPlace(report, finding.range.begin) << ": " << severityName(finding.severity)
              << ": " << finding.message << " [" << finding.rule << "]\n";
    for (const Hop &hop : finding.chain)
      std::cout << "    " << shownPlace(report, hop.location) << ": " << hop.function << " calls ("
                << hop.kind << ")\n";
    printFacts(finding);
  }
  return 0;
}

} // namespace

int runExplain(const ExplainOptions &options) {
  if (const Rule *rule = findRule(options.topic)) {
    std::cout << rulePage(rule->info.name);
    return 0;
  }
  if (isFingerprint(options.topic))
    return explainFinding(options);
  elog("{0} is neither a rule nor a fingerprint; `coax rules` lists the rules", options.topic);
  return usageError;
}

void addExplainCommand(CLI::App &app, int &exitCode) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App *command = app.add_subcommand("explain", "Explain a rule or a finding");
  command->add_option("TOPIC", options->topic, "A rule, its code, or a fingerprint")->required();
  addProjectOptions(*command, options->project);
  command->callback([options, &exitCode] { exitCode = runExplain(*options); });
}

} // namespace coax
