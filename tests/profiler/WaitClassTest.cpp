// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/WaitClass.h"

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace coax;
using namespace coax::profiler;

TEST(WaitClass, callsTellTheirKind) {
  EXPECT_EQ(kindOfSyscall(SYS_futex), WaitKind::Lock);
  EXPECT_EQ(kindOfSyscall(SYS_clock_nanosleep), WaitKind::Sleep);
  EXPECT_EQ(kindOfSyscall(SYS_accept4), WaitKind::Socket);
  EXPECT_EQ(kindOfSyscall(SYS_epoll_wait), WaitKind::Events);
  EXPECT_EQ(kindOfSyscall(SYS_wait4), WaitKind::Process);
  EXPECT_EQ(kindOfSyscall(-1), WaitKind::PageFault);
  EXPECT_EQ(kindOfSyscall(9999), WaitKind::Other);
}

TEST(WaitClass, namesAreThoseOfTheManual) {
  EXPECT_EQ(syscallName(SYS_futex), "futex");
  EXPECT_EQ(syscallName(-1), "page-fault");
  EXPECT_EQ(syscallName(9999), "syscall-9999");
}

TEST(WaitClass, descriptorsTellTheRest) {
  EXPECT_EQ(kindOfDescriptor("socket:[123]"), WaitKind::Socket);
  EXPECT_EQ(kindOfDescriptor("pipe:[123]"), WaitKind::Pipe);
  EXPECT_EQ(kindOfDescriptor("/dev/pts/3"), WaitKind::Terminal);
  EXPECT_EQ(kindOfDescriptor("/var/data"), WaitKind::File);
  EXPECT_EQ(kindOfDescriptor("anon_inode:[eventfd]"), WaitKind::Events);
  EXPECT_EQ(kindOfDescriptor(""), WaitKind::Other);
}

TEST(WaitClass, readIsLookedUpByItsDescriptor) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  BlockedCall call;
  call.number = SYS_read;
  call.arguments[0] = static_cast<std::uint64_t>(ends[0]);
  EXPECT_EQ(classifyWait(getpid(), call), WaitKind::Pipe);
  close(ends[0]);
  close(ends[1]);
}
