// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Sites.h"
#include "tests/profile/Samples.h"

#include <gtest/gtest.h>

using namespace coax;

TEST(Sites, innermostUserFrameAndWhatItCalled) {
  ProfileBuilder builder;
  ProfileFrame inlined = libraryFrame("void std::this_thread::sleep_for<long>(duration const&)");
  inlined.module = "/home/me/project/prog";
  inlined.file = "/usr/include/c++/12/bits/this_thread_sleep.h";
  builder.wait(builder.thread("t"), WaitKind::Sleep, "clock_nanosleep", 5,
               {libraryFrame("clock_nanosleep"), libraryFrame("__nanosleep"), inlined,
                userFrame("ns::retry(int)", "/home/me/project/src/retry.cpp", 42, 5),
                userFrame("main", "/home/me/project/src/main.cpp", 7, 3)});
  SiteFinder finder(builder.profile());
  auto site = finder.siteOf(builder.profile().blocked[0]);
  ASSERT_TRUE(site);
  EXPECT_EQ(site->function, "ns::retry");
  EXPECT_EQ(site->line, 42u);
  EXPECT_EQ(site->callee, "std::this_thread::sleep_for");
}

TEST(Sites, withoutDebugInformationNamesTell) {
  ProfileBuilder builder;
  ProfileFrame recv = userFrame("recv", "", 0), user = userFrame("serve(int)", "", 0);
  builder.wait(builder.thread("t"), WaitKind::Socket, "recvfrom", 5, {recv, user});
  auto site = SiteFinder(builder.profile()).siteOf(builder.profile().blocked[0]);
  ASSERT_TRUE(site);
  EXPECT_EQ(site->function, "serve");
  EXPECT_EQ(site->callee, "recv");
}

TEST(Sites, threadsOfLibrariesHaveNone) {
  ProfileBuilder builder;
  builder.wait(builder.thread("t"), WaitKind::Lock, "futex", 5,
               {libraryFrame("pthread_cond_wait"), libraryFrame("start_thread")});
  EXPECT_FALSE(SiteFinder(builder.profile()).siteOf(builder.profile().blocked[0]));
}

TEST(Roles, loopWithoutEventsIsParked) {
  ProfileBuilder builder;
  std::size_t thread = builder.thread("prog");
  builder.wait(thread, WaitKind::Events, "epoll_wait", 5,
               {libraryFrame("epoll_wait"), runtimeFrame("coax::detail::loop::park()"),
                runtimeFrame("coax::run(coax::task<int>)"), userFrame("main", "main.cpp", 3)});
  builder.wait(thread, WaitKind::Socket, "recvfrom", 5,
               {libraryFrame("recv"), userFrame("bad(int) (.actor)", "bad.cpp", 3),
                runtimeFrame("coax::run(coax::task<int>)"), userFrame("main", "main.cpp", 3)});
  SiteFinder finder(builder.profile());
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[0]), WaitRole::Parked);
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[1]), WaitRole::Blocking);
}

TEST(Roles, bridgeBlocks) {
  ProfileBuilder builder;
  builder.wait(builder.thread("prog"), WaitKind::Lock, "futex", 5,
               {libraryFrame("pthread_cond_wait"), runtimeFrame("coax::detail::gate::wait()"),
                runtimeFrame("int coax::block_on<int>(coax::task<int>)"),
                userFrame("old_caller()", "old.cpp", 3)});
  EXPECT_EQ(SiteFinder(builder.profile()).roleOf(builder.profile().blocked[0]), WaitRole::Blocking);
}

TEST(Roles, poolThreadsParkOrRunOffloads) {
  ProfileBuilder builder;
  std::size_t pool = builder.thread("coax-pool-0");
  builder.wait(pool, WaitKind::Lock, "futex", 5,
               {libraryFrame("pthread_cond_wait"), runtimeFrame("coax::detail::lane::work()")});
  builder.wait(pool, WaitKind::File, "fsync", 5,
               {libraryFrame("fsync"), userFrame("save(int)", "save.cpp", 3),
                runtimeFrame("coax::detail::lane::work()")});
  SiteFinder finder(builder.profile());
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[0]), WaitRole::Parked);
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[1]), WaitRole::Offloaded);
}

TEST(Roles, poolIsKnownByItsCodeToo) {
  ProfileBuilder builder;
  builder.wait(builder.thread("prog"), WaitKind::File, "fsync", 5,
               {libraryFrame("fsync"), userFrame("save(int)", "save.cpp", 3),
                runtimeFrame("coax::detail::lane::serve()"), libraryFrame("start_thread")});
  EXPECT_EQ(SiteFinder(builder.profile()).roleOf(builder.profile().blocked[0]),
            WaitRole::Offloaded);
}

TEST(Roles, inlinedJobIsOffloadedNotIdle) {
  ProfileBuilder builder;
  ProfileFrame job =
      userFrame("coax::detail::offloaded<ns::slow(int)::'lambda'()>::execute()", "", 0);
  builder.wait(builder.thread("prog"), WaitKind::File, "fsync", 5,
               {libraryFrame("fsync"), job, runtimeFrame("coax::detail::lane::serve()")});
  SiteFinder finder(builder.profile());
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[0]), WaitRole::Offloaded);
  auto site = finder.siteOf(builder.profile().blocked[0]);
  ASSERT_TRUE(site);
  EXPECT_EQ(site->function, "ns::slow");
  EXPECT_EQ(site->callee, "fsync");
}

TEST(Roles, waitInsideOfALoopIsOnIt) {
  ProfileBuilder builder;
  builder.wait(builder.thread("prog"), WaitKind::Socket, "recvfrom", 5,
               {libraryFrame("recv"), userFrame("bad(int) (.actor)", "bad.cpp", 3),
                runtimeFrame("coax::detail::loop::run_ready()")});
  builder.wait(builder.thread("other"), WaitKind::Socket, "recvfrom", 5,
               {libraryFrame("recv"), userFrame("plain()", "plain.cpp", 3)});
  SiteFinder finder(builder.profile());
  EXPECT_TRUE(finder.onLoop(builder.profile().blocked[0]));
  EXPECT_FALSE(finder.onLoop(builder.profile().blocked[1]));
}

TEST(Roles, anyEventLoopMayWaitButPollBlocks) {
  ProfileBuilder builder;
  std::size_t thread = builder.thread("prog");
  builder.wait(thread, WaitKind::Events, "epoll_wait", 5,
               {libraryFrame("epoll_wait"), userFrame("serve()", "serve.cpp", 3)});
  builder.wait(thread, WaitKind::Events, "poll", 5,
               {libraryFrame("poll"), userFrame("ask()", "ask.cpp", 3)});
  SiteFinder finder(builder.profile());
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[0]), WaitRole::Parked);
  EXPECT_EQ(finder.roleOf(builder.profile().blocked[1]), WaitRole::Blocking);
}
