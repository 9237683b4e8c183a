// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Diff.h"
#include "tests/profile/Samples.h"

#include <gtest/gtest.h>

using namespace coax;

namespace {

ProfileBuilder sleeping(const std::string &thread, const std::string &function, unsigned line) {
  ProfileBuilder builder;
  builder.wait(builder.thread(thread), WaitKind::Sleep, "clock_nanosleep", 100,
               {libraryFrame("usleep"), userFrame(function, "/p/a.cpp", line)});
  return builder;
}

SiteChange changeBetween(const ProfileBuilder &before, const ProfileBuilder &after) {
  auto sites = compareProfiles(before.profile(), after.profile());
  EXPECT_EQ(sites.size(), 1u);
  return sites.at(0).change;
}

} // namespace

TEST(Diff, siteThatIsGoneIsFixed) {
  EXPECT_EQ(changeBetween(sleeping("t", "f(int)", 3), {}), SiteChange::Fixed);
}

TEST(Diff, siteThatMovedInTheFileRemains) {
  EXPECT_EQ(changeBetween(sleeping("t", "f(int)", 3), sleeping("t", "f(int)", 70)),
            SiteChange::Remains);
}

TEST(Diff, coroutineThatStillBlocksRemains) {
  EXPECT_EQ(changeBetween(sleeping("t", "f(int)", 3),
                          sleeping("t", "f(f(int)::_Z1fi.Frame*) (.actor)", 3)),
            SiteChange::Remains);
  EXPECT_EQ(changeBetween(sleeping("t", "main", 3), sleeping("t", "coax_main(int, char**)", 3)),
            SiteChange::Remains);
}

TEST(Diff, siteOnThePoolIsMovedNotFixed) {
  auto after = sleeping("coax-pool-1", "f(int)::{lambda()#1}::operator()() const", 3);
  EXPECT_EQ(changeBetween(sleeping("t", "f(int)", 3), after), SiteChange::Moved);
  auto sites = compareProfiles(sleeping("t", "f(int)", 3).profile(), after.profile());
  EXPECT_EQ(sites[0].afterNs, 0);
  EXPECT_EQ(sites[0].afterPoolNs, 100'000'000);
}

TEST(Diff, siteThatAppearedIsNew) {
  EXPECT_EQ(changeBetween({}, sleeping("t", "f(int)", 3)), SiteChange::New);
}

TEST(Totals, loopThreadsAreThoseThatPark) {
  ProfileBuilder builder;
  std::size_t loop = builder.thread("prog"), other = builder.thread("other");
  builder.wait(loop, WaitKind::Events, "epoll_wait", 50,
               {libraryFrame("epoll_wait"), runtimeFrame("coax::detail::loop::park()")});
  builder.wait(loop, WaitKind::Sleep, "clock_nanosleep", 20,
               {libraryFrame("usleep"), userFrame("f()", "/p/a.cpp", 3)});
  builder.wait(other, WaitKind::Sleep, "clock_nanosleep", 30,
               {libraryFrame("usleep"), userFrame("f()", "/p/a.cpp", 3)});
  ProfileTotals totals = totalsOf(builder.profile());
  EXPECT_EQ(totals.parkedNs, 50'000'000);
  EXPECT_EQ(totals.blockedNs, 50'000'000);
  EXPECT_EQ(totals.loopBlockedNs, 20'000'000);
  EXPECT_EQ(totals.threads, 2u);
}
