// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Baseline.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"
#include "tool/report/Wording.h"

#include <algorithm>
#include <tuple>

namespace coax {

std::string renderBaseline(const Report &report) {
  std::vector<const Finding *> accepted;
  for (const Finding &finding : report.findings)
    if (!finding.suppressed)
      accepted.push_back(&finding);
  auto key = [](const Finding *f) {
    return std::tie(f->range.begin.file, f->rule, f->function, f->fingerprint);
  };
  std::sort(accepted.begin(), accepted.end(),
            [&](const Finding *a, const Finding *b) { return key(a) < key(b); });
  OrderedJson findings = OrderedJson::array();
  for (const Finding *finding : accepted)
    findings.push_back({{"fingerprint", finding->fingerprint},
                        {"rule", finding->rule},
                        {"file", shownPath(report, finding->range.begin.file)},
                        {"function", finding->function}});
  return printJson(OrderedJson{{"version", 1}, {"findings", std::move(findings)}}, 2) + '\n';
}

llvm::Expected<std::set<std::string>> parseBaseline(std::string_view text,
                                                    const std::string &name) {
  llvm::Expected<Json> json = parseJson(text, name);
  if (!json)
    return json.takeError();
  if (!json->is_object() || json->value("version", Json()) != 1)
    return makeError("{0}: not a baseline of version 1", name);
  std::set<std::string> fingerprints;
  for (const Json &finding : json->value("findings", Json::array())) {
    std::string fingerprint = finding.is_object() ? stringAt(finding, "fingerprint") : "";
    if (fingerprint.empty())
      return makeError("{0}: a finding without a fingerprint", name);
    fingerprints.insert(std::move(fingerprint));
  }
  return fingerprints;
}

std::size_t applyBaseline(Report &report, const std::set<std::string> &fingerprints) {
  std::set<std::string> fixed = fingerprints;
  for (Finding &finding : report.findings) {
    finding.baseline = fingerprints.contains(finding.fingerprint) ? "unchanged" : "new";
    fixed.erase(finding.fingerprint);
  }
  return fixed.size();
}

} // namespace coax
