// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ScanFindings.h"

#include "analyzers/base/Error.h"
#include "analyzers/base/Json.h"

namespace coax::profiler {

namespace {

unsigned numberAt(const Json &object, const char *key, unsigned otherwise = 0) {
  auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<unsigned>() : otherwise;
}

Finding toFinding(const Json &json) {
  Finding finding;
  finding.rule = stringAt(json, "rule");
  finding.code = stringAt(json, "code");
  finding.message = stringAt(json, "message");
  finding.category = stringAt(json, "category");
  finding.callee = stringAt(json, "callee");
  finding.function = stringAt(json, "function");
  finding.fingerprint = stringAt(json, "fingerprint");
  finding.range.begin = {stringAt(json, "file"), numberAt(json, "line"), numberAt(json, "column")};
  finding.range.endLine = numberAt(json, "endLine", finding.range.begin.line);
  finding.range.endColumn = numberAt(json, "endColumn");
  auto suppressed = json.find("suppressed");
  finding.suppressed = suppressed != json.end() && suppressed->is_boolean() && *suppressed;
  return finding;
}

} // namespace

llvm::Expected<std::vector<Finding>> parseScanFindings(std::string_view text,
                                                       const std::string &name) {
  auto json = parseJson(text, name);
  if (!json)
    return json.takeError();
  if (!json->is_object() || !json->contains("findings") || !(*json)["findings"].is_array())
    return makeError("{0}: not a report of coax scan --format=json", name);
  if (unsigned version = numberAt(*json, "version"); version != 1)
    return makeError("{0}: scan report version {1}; this coax reads version 1", name, version);
  std::vector<Finding> findings;
  for (const Json &entry : (*json)["findings"])
    if (entry.is_object())
      findings.push_back(toFinding(entry));
  return findings;
}

} // namespace coax::profiler
