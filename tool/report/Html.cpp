// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One self-contained page: a summary, a treemap of the directories, and a table that can be sorted
// and filtered, whose rows open to the chain, the source and the verdict of the plan. The page
// loads nothing. It carries the JSON report, and everything in it reaches the document as text,
// never as markup.
#include "tool/report/HtmlPage.h"
#include "tool/report/JsonReport.h"
#include "tool/report/Report.h"
#include "tool/report/Wording.h"

namespace coax {
namespace {

/// Inside of a script element only `<` can end the text. Source: HTML, 4.12.1.3.
std::string insideScript(const std::string &json) {
  std::string out;
  for (char c : json)
    out += c == '<' ? "\\u003c" : std::string(1, c);
  return out;
}

OrderedJson linesJson(const Report &report) {
  OrderedJson files = OrderedJson::object();
  for (const auto &[file, lines] : report.lines) {
    OrderedJson texts = OrderedJson::object();
    for (const auto &[number, text] : lines)
      texts[std::to_string(number)] = text;
    files[shownPath(report, file)] = std::move(texts);
  }
  return files;
}

OrderedJson rulesJson(const Report &report) {
  OrderedJson rules = OrderedJson::object();
  for (const RuleInfo &rule : report.rules)
    rules[rule.name] = rule.summary;
  return rules;
}

} // namespace

std::string renderHtml(const Report &report, const ReportOptions &) {
  OrderedJson data = reportJson(report);
  data["lines"] = linesJson(report);
  data["rules"] = rulesJson(report);
  data["incomplete"] = report.incomplete;
  return std::string(htmlHead) + insideScript(printJson(data)) + htmlTail;
}

} // namespace coax
