// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a scan says, as a value, and the list of formats that it can be written in. Formats are
// pure functions of the report: the same report gives the same bytes. No IO, no analysis.
#pragma once

#include "analyzers/model/Finding.h"
#include "analyzers/model/Rule.h"
#include "analyzers/model/TuSummary.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

struct ReportStats {
  std::size_t units = 0;
  std::size_t functions = 0; ///< with a body
  std::size_t sites = 0;
  double seconds = 0; ///< wall time; 0 where it was not asked for, so that reports can be compared
};

struct Report {
  std::string toolVersion;
  std::string rootDirectory;     ///< absolute; paths below it are shown relative to it
  std::vector<RuleInfo> rules;   ///< all rules that ran, by code
  std::vector<Finding> findings; ///< sorted by place; suppressed ones are marked, not left out
  std::vector<Problem> problems; ///< what was not understood
  bool incomplete = false;       ///< some unit failed
  std::string knownBecause = "in the baseline"; ///< what closes findings that are "unchanged"
  /// By absolute path and 1-based number, the lines of source that formats may show: of findings
  /// and of their chains. UTF-8 as in the file, without line ends. May lack any of them.
  std::map<std::string, std::map<unsigned, std::string>> lines;
  ReportStats stats;
};

struct ReportOptions {
  bool color = false; ///< ANSI colours; formats that are not for a terminal ignore it
};

struct ReportFormat {
  const char *name;        ///< as in --format=NAME
  const char *description; ///< for --help
  std::string (*render)(const Report &report, const ReportOptions &options);
};

const std::vector<ReportFormat> &allFormats();

/// Null if there is no format of that name.
const ReportFormat *findFormat(std::string_view name);

std::string renderText(const Report &report, const ReportOptions &options);
std::string renderJson(const Report &report, const ReportOptions &options);
std::string renderSarif(const Report &report, const ReportOptions &options);
std::string renderMarkdown(const Report &report, const ReportOptions &options);
std::string renderCsv(const Report &report, const ReportOptions &options);
std::string renderHtml(const Report &report, const ReportOptions &options);
std::string renderGitlab(const Report &report, const ReportOptions &options);
std::string renderJunit(const Report &report, const ReportOptions &options);
std::string renderGithub(const Report &report, const ReportOptions &options);

} // namespace coax
