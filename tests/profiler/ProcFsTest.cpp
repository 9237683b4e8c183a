// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ProcFs.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace coax::profiler;

TEST(ProcFs, schedstatHasThreeNumbers) {
  auto stat = parseSchedStat("123456 789 42\n");
  ASSERT_TRUE(stat);
  EXPECT_EQ(stat->cpuNs, 123456u);
  EXPECT_EQ(stat->runQueueNs, 789u);
  EXPECT_EQ(stat->switches, 42u);
  EXPECT_FALSE(parseSchedStat("123456 789"));
  EXPECT_FALSE(parseSchedStat(""));
}

TEST(ProcFs, blockedThreadHasCallArgumentsAndRegisters) {
  auto call = parseBlockedCall("202 0x7f0000001000 0x189 0x0 0x0 0x0 0xffffffff 0x7ffd1000 "
                               "0x7f0000abcdef\n");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->number, 202);
  EXPECT_EQ(call->arguments[0], 0x7f0000001000u);
  EXPECT_EQ(call->arguments[1], 0x189u);
  EXPECT_EQ(call->stackPointer, 0x7ffd1000u);
  EXPECT_EQ(call->programCounter, 0x7f0000abcdefu);
}

TEST(ProcFs, runningThreadHasNoCall) {
  EXPECT_FALSE(parseBlockedCall("running\n"));
  EXPECT_FALSE(parseBlockedCall(""));
  EXPECT_FALSE(parseBlockedCall("202 zzz 0x0 0x0 0x0 0x0 0x0 0x1 0x2"));
}

TEST(ProcFs, threadBlockedOutsideOfACallHasRegistersOnly) {
  auto call = parseBlockedCall("-1 0x7ffd1000 0x401000\n");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->number, -1);
  EXPECT_EQ(call->stackPointer, 0x7ffd1000u);
  EXPECT_EQ(call->programCounter, 0x401000u);
}

TEST(ProcFs, mapsKeepNamesWithSpaces) {
  auto maps =
      parseMaps("55d0-55e0 r-xp 00001000 fe:01 77                  /opt/a b/prog (deleted)\n"
                "7ffe000-7fff000 r-xp 00000000 00:00 0            [vdso]\n"
                "garbage\n"
                "7000-8000 rw-p 00000000 00:00 0 \n");
  ASSERT_EQ(maps.size(), 3u);
  EXPECT_EQ(maps[0].begin, 0x55d0u);
  EXPECT_EQ(maps[0].end, 0x55e0u);
  EXPECT_EQ(maps[0].fileOffset, 0x1000u);
  EXPECT_EQ(maps[0].inode, 77u);
  EXPECT_TRUE(maps[0].executable);
  EXPECT_EQ(maps[0].path, "/opt/a b/prog (deleted)");
  EXPECT_EQ(maps[1].path, "[vdso]");
  EXPECT_FALSE(maps[2].executable);
  EXPECT_EQ(maps[2].path, "");
}

TEST(ProcFs, readsThisProcess) {
  auto threads = listThreads(getpid());
  EXPECT_NE(std::find(threads.begin(), threads.end(), getpid()), threads.end());
  EXPECT_FALSE(readThreadName(getpid(), getpid()).empty());
  EXPECT_FALSE(readMaps(getpid()).empty());
  EXPECT_TRUE(parseSchedStat(*readProcFile(taskPath(getpid(), getpid(), "schedstat"))));
}

TEST(ProcFs, aProcessThatIsGoneGivesNothing) {
  constexpr pid_t none = 1 << 22; // above the largest process id of Linux
  EXPECT_TRUE(listThreads(none).empty());
  EXPECT_TRUE(readMaps(none).empty());
  EXPECT_EQ(readThreadName(none, none), "");
}
