// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ScanFindings.h"

#include <gtest/gtest.h>

using namespace coax::profiler;

TEST(ScanFindings, takesWhatTheJoinNeeds) {
  auto findings = parseScanFindings(R"json({"version": 1, "later": true, "findings": [
      {"rule": "blocking-sleep", "code": "COAX201", "category": "sleep", "file": "src/a.cpp",
       "line": 12, "column": 5, "endLine": 13, "endColumn": 31, "callee": "sleep",
       "function": "ns::worker(int)", "fingerprint": "0123456789abcdef", "suppressed": true}]})json",
                                    "scan.json");
  ASSERT_TRUE(static_cast<bool>(findings));
  ASSERT_EQ(findings->size(), 1u);
  const coax::Finding &finding = findings->front();
  EXPECT_EQ(finding.rule, "blocking-sleep");
  EXPECT_EQ(finding.callee, "sleep");
  EXPECT_EQ(finding.function, "ns::worker(int)");
  EXPECT_EQ(finding.range.begin.file, "src/a.cpp");
  EXPECT_EQ(finding.range.begin.line, 12u);
  EXPECT_EQ(finding.range.begin.column, 5u);
  EXPECT_EQ(finding.range.endLine, 13u);
  EXPECT_TRUE(finding.suppressed);
}

TEST(ScanFindings, saysWhatIsWrongWithTheFile) {
  for (const char *text : {"", "[]", "{\"findings\": 3}", "{\"findings\": [], \"version\": 7}"}) {
    auto findings = parseScanFindings(text, "scan.json");
    ASSERT_FALSE(static_cast<bool>(findings)) << text;
    EXPECT_NE(llvm::toString(findings.takeError()).find("scan.json"), std::string::npos) << text;
  }
}
