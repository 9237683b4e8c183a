// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every format has a golden over the common corpus: tests/report/golden/report.NAME. Goldens change
// only by UPDATE_GOLDEN=1.
#include "tests/report/Corpus.h"

#include "analyzers/base/Files.h"
#include "analyzers/base/Json.h"
#include "tool/report/Sarif.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace coax {
namespace {

std::string goldenPath(const std::string &name) {
  return std::string(COAX_SOURCE_DIR) + "/tests/report/golden/report." + name;
}

void expectGolden(const std::string &name, const std::string &actual) {
  if (std::getenv("UPDATE_GOLDEN")) {
    llvm::Error failure = writeFileAtomically(goldenPath(name), actual);
    ASSERT_FALSE(static_cast<bool>(failure)) << llvm::toString(std::move(failure));
  }
  llvm::Expected<std::string> expected = readFile(goldenPath(name));
  ASSERT_TRUE(static_cast<bool>(expected)) << llvm::toString(expected.takeError());
  EXPECT_EQ(*expected, actual);
}

TEST(Formats, MatchTheirGoldens) {
  for (const ReportFormat &format : allFormats())
    expectGolden(format.name, format.render(reportCorpus(), {}));
}

TEST(Formats, ColourOnlyAddsEscapes) {
  expectGolden("color.text", renderText(reportCorpus(), {.color = true}));
  for (const ReportFormat &format : allFormats()) {
    bool forTerminals = std::string_view(format.name) == "text";
    EXPECT_EQ(format.render(reportCorpus(), {.color = true}) !=
                  format.render(reportCorpus(), {.color = false}),
              forTerminals)
        << format.name;
  }
}

TEST(Formats, ReportsOverALimitHaveAGoldenToo) {
  expectGolden("limits.sarif", renderSarifWithin(reportCorpus(), {.results = 3, .steps = 3}));
}

TEST(Formats, AreFoundByName) {
  for (const ReportFormat &format : allFormats())
    EXPECT_EQ(findFormat(format.name), &format);
  EXPECT_EQ(findFormat("docx"), nullptr);
}

TEST(Formats, AnEmptyReportIsOne) {
  EXPECT_EQ(renderText(Report(), {}), "0 findings in 0 units\n");
  EXPECT_EQ(renderMarkdown(Report(), {}), "**coax: 0 findings in 0 units**\n");
  EXPECT_EQ(renderGithub(Report(), {}), "");
}

TEST(Text, OfALongLineShowsWhatIsAroundThePlace) {
  Report report;
  Finding finding;
  finding.range = {{"/repo/a.cpp", 1, 1201}, 1, 1205};
  finding.message = "'f' blocks";
  report.findings = {finding};
  std::string line =
      std::string(1000, 'x') + "ä" + std::string(198, 'y') + "f(1)" + std::string(900, 'z');
  report.lines["/repo/a.cpp"] = {{1, line}};
  std::string text = renderText(report, {});
  EXPECT_NE(text.find("    1 | …" + std::string(80, 'y') + "f(1)" + std::string(156, 'z') + "…\n" +
                      "      | " + std::string(81, ' ') + "^~~~\n"),
            std::string::npos)
      << text;
}

TEST(Html, NothingOfTheProgramIsMarkup) {
  Report report = reportCorpus();
  report.findings.front().message = "</script><script>alert(1)</script><img src=x>";
  std::string page = renderHtml(report, {});
  EXPECT_EQ(page.find("alert(1)</script>"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
}

TEST(Html, LoadsNothing) {
  std::string page = renderHtml(reportCorpus(), {});
  for (const char *reference : {"http://", "https://", " src=", "@import", "url("})
    EXPECT_EQ(page.find(reference), std::string::npos) << reference;
}

TEST(Json, BytesThatAreNotUtf8BecomeReplacementCharacters) {
  Report report = reportCorpus();
  report.findings.front().message = "bad \xff byte";
  auto json = parseJson(renderJson(report, {}), "report");
  ASSERT_TRUE(static_cast<bool>(json)) << llvm::toString(json.takeError());
  EXPECT_EQ((*json)["findings"][0]["message"], "bad \xEF\xBF\xBD byte");
}

} // namespace
} // namespace coax
