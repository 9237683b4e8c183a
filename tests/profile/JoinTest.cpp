// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Join.h"
#include "tests/profile/Samples.h"

#include <gtest/gtest.h>

using namespace coax;

namespace {

Finding findingAt(const std::string &file, unsigned line, unsigned column,
                  const std::string &callee) {
  Finding finding;
  finding.callee = callee;
  finding.function = "f(int)";
  finding.range = {{file, line, column}, line, column + 20};
  return finding;
}

/// One wait in recv(), called at project/src/a.cpp:LINE:COLUMN, called by main at line 90.
Profile waitingAt(unsigned line, unsigned column) {
  ProfileBuilder builder;
  builder.wait(builder.thread("t"), WaitKind::Socket, "recvfrom", 5,
               {libraryFrame("__libc_recv"),
                userFrame("f(int)", "/home/me/project/src/a.cpp", line, column),
                userFrame("main", "/home/me/project/src/a.cpp", 90, 3)});
  return builder.profile();
}

const MeasuredSite *ofFinding(const std::vector<MeasuredSite> &sites, std::size_t finding) {
  for (const MeasuredSite &site : sites)
    if (site.finding == finding)
      return &site;
  return nullptr;
}

} // namespace

TEST(Join, measuredFindingIsConfirmed) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("src/a.cpp", 12, 5, "recv")});
  ASSERT_EQ(sites.size(), 1u);
  EXPECT_EQ(sites[0].status, SiteStatus::Confirmed);
  EXPECT_EQ(sites[0].totalNs, 5'000'000);
  EXPECT_EQ(sites[0].threads, 1u);
  EXPECT_FALSE(sites[0].byLineOnly);
}

TEST(Join, findingThatWasNotSeenIsCold) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("src/a.cpp", 12, 5, "recv"),
                                               findingAt("src/a.cpp", 30, 5, "recv")});
  EXPECT_EQ(ofFinding(sites, 1)->status, SiteStatus::Cold);
}

TEST(Join, waitWithoutAFindingIsMissed) {
  auto sites = joinFindings(waitingAt(12, 9), {});
  ASSERT_EQ(sites.size(), 1u);
  EXPECT_EQ(sites[0].status, SiteStatus::Missed);
  EXPECT_FALSE(sites[0].finding);
  EXPECT_EQ(sites[0].site.function, "f");
  EXPECT_EQ(sites[0].site.callee, "recv");
}

TEST(Join, calleeDecidesBetweenFindingsOfOneLine) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("src/a.cpp", 12, 9, "send"),
                                               findingAt("src/a.cpp", 12, 5, "recv")});
  EXPECT_EQ(ofFinding(sites, 0)->status, SiteStatus::Cold);
  EXPECT_EQ(ofFinding(sites, 1)->status, SiteStatus::Confirmed);
}

TEST(Join, columnBreaksTheTie) {
  auto sites = joinFindings(waitingAt(12, 45), {findingAt("src/a.cpp", 12, 5, "recv"),
                                                findingAt("src/a.cpp", 12, 40, "recv")});
  EXPECT_EQ(ofFinding(sites, 0)->status, SiteStatus::Cold);
  EXPECT_EQ(ofFinding(sites, 1)->status, SiteStatus::Confirmed);
}

TEST(Join, callOverSeveralLines) {
  Finding finding = findingAt("src/a.cpp", 11, 5, "recv");
  finding.range.endLine = 14;
  auto sites = joinFindings(waitingAt(13, 2), {finding});
  EXPECT_EQ(sites[0].status, SiteStatus::Confirmed);
}

TEST(Join, sameFileNameInAnotherFolderIsAnotherFile) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("other/a.cpp", 12, 5, "recv"),
                                               findingAt("rc/a.cpp", 12, 5, "recv")});
  EXPECT_EQ(ofFinding(sites, 0)->status, SiteStatus::Cold);
  EXPECT_EQ(ofFinding(sites, 1)->status, SiteStatus::Cold) << "src/ does not end in rc/";
}

TEST(Join, calleeMayBeMissingAfterATailCall) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("src/a.cpp", 12, 5, "ns::client::fetch")});
  EXPECT_EQ(sites[0].status, SiteStatus::Confirmed);
  EXPECT_TRUE(sites[0].byLineOnly);
}

TEST(Join, transitiveFindingCountsToo) {
  auto sites = joinFindings(waitingAt(12, 9), {findingAt("src/a.cpp", 12, 5, "recv"),
                                               findingAt("src/a.cpp", 90, 3, "recv")});
  EXPECT_EQ(ofFinding(sites, 0)->status, SiteStatus::Confirmed);
  EXPECT_EQ(ofFinding(sites, 1)->status, SiteStatus::Confirmed);
}

TEST(Join, suppressedFindingsHaveNoEntry) {
  Finding finding = findingAt("src/a.cpp", 30, 5, "recv");
  finding.suppressed = true;
  for (const MeasuredSite &site : joinFindings(waitingAt(12, 9), {finding}))
    EXPECT_FALSE(site.finding);
}

TEST(Join, loopWithoutEventsIsIdleWhateverWasFound) {
  ProfileBuilder builder;
  builder.wait(builder.thread("prog"), WaitKind::Events, "epoll_wait", 5,
               {libraryFrame("epoll_wait"), runtimeFrame("coax::detail::loop::park()"),
                userFrame("main", "/home/me/project/src/a.cpp", 12, 5)});
  auto sites = joinFindings(builder.profile(), {findingAt("src/a.cpp", 12, 5, "epoll_wait")});
  EXPECT_EQ(ofFinding(sites, 0)->status, SiteStatus::Cold);
  EXPECT_EQ(sites.back().status, SiteStatus::Idle);
}
