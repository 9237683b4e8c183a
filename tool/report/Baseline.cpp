// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/report/Baseline.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"
#include "tool/report/Wording.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace coax {

static std::set<std::string> fingerprintsOf(const Baseline &baseline) {
  std::set<std::string> fingerprints;
  for (const BaselineEntry &entry : baseline)
    fingerprints.insert(entry.fingerprint);
  return fingerprints;
}

Baseline baselineOf(const Report &report) {
  Baseline baseline;
  for (const Finding &finding : report.findings)
    if (!finding.suppressed)
      baseline.push_back({finding.fingerprint, finding.rule,
                          shownPath(report, finding.range.begin.file), finding.function});
  return baseline;
}

Baseline joined(Baseline baseline, const Baseline &older) {
  std::set<std::string> known = fingerprintsOf(baseline);
  for (const BaselineEntry &entry : older)
    if (known.insert(entry.fingerprint).second)
      baseline.push_back(entry);
  return baseline;
}

std::string renderBaseline(Baseline baseline) {
  auto key = [](const BaselineEntry &entry) {
    return std::tie(entry.file, entry.rule, entry.function, entry.fingerprint);
  };
  std::sort(baseline.begin(), baseline.end(),
            [&](const auto &left, const auto &right) { return key(left) < key(right); });
  OrderedJson findings = OrderedJson::array();
  for (const BaselineEntry &entry : baseline)
    findings.push_back({{"fingerprint", entry.fingerprint},
                        {"rule", entry.rule},
                        {"file", entry.file},
                        {"function", entry.function}});
  return printJson(OrderedJson{{"version", 1}, {"findings", std::move(findings)}}, 2) + '\n';
}

llvm::Expected<Baseline> parseBaseline(std::string_view text, const std::string &name) {
  llvm::Expected<Json> json = parseJson(text, name);
  if (!json)
    return json.takeError();
  if (!json->is_object() || json->value("version", Json()) != 1)
    return makeError("{0}: not a baseline of version 1", name);
  auto findings = json->find("findings");
  if (findings == json->end() || !findings->is_array())
    return makeError("{0}: \"findings\" is not a list", name);
  Baseline baseline;
  for (const Json &finding : *findings) {
    if (!finding.is_object() || stringAt(finding, "fingerprint").empty())
      return makeError("{0}: a finding without a fingerprint", name);
    baseline.push_back({stringAt(finding, "fingerprint"), stringAt(finding, "rule"),
                        stringAt(finding, "file"), stringAt(finding, "function")});
  }
  return baseline;
}

std::size_t applyBaseline(Report &report, const Baseline &baseline) {
  std::set<std::string> known = fingerprintsOf(baseline), fixed = known;
  for (Finding &finding : report.findings) {
    finding.baseline = known.contains(finding.fingerprint) ? "unchanged" : "new";
    fixed.erase(finding.fingerprint);
  }
  return fixed.size();
}

} // namespace coax
