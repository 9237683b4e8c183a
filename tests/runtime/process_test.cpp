// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/gather.hpp>
#include <coax/process.hpp>
#include <coax/run.hpp>
#include <coax/time.hpp>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

namespace {

pid_t start(const char *script) {
  const char *argv[] = {"sh", "-c", script, nullptr};
  pid_t pid = -1;
  ::posix_spawn(&pid, "/bin/sh", nullptr, nullptr, const_cast<char **>(argv), environ);
  return pid;
}

coax::task<void> tick(int &ticks) {
  for (; ticks < 10; ++ticks)
    co_await coax::sleep_for(std::chrono::milliseconds(1));
}

coax::task<int> wait_for(pid_t pid) {
  int status = -1;
  const pid_t ended = co_await coax::waitpid(pid, &status, 0);
  EXPECT_GT(ended, 0);
  co_return status;
}

coax::task<void> child() {
  int ticks = 0;
  auto [status, nothing] = co_await coax::gather(wait_for(start("sleep 0.05; exit 7")), tick(ticks));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_EQ(ticks, 10);
}

TEST(Process, WaitsForAChild) { coax::run(child()); }

coax::task<void> any_child() {
  const pid_t pid = start("exit 3");
  int status = -1;
  const pid_t ended = co_await coax::waitpid(-1, &status, 0);
  EXPECT_EQ(ended, pid);
  EXPECT_EQ(WEXITSTATUS(status), 3);
  errno = 0;
  const pid_t none = co_await coax::waitpid(-1, &status, 0);
  EXPECT_EQ(none, -1);
  EXPECT_EQ(errno, ECHILD);
}

TEST(Process, WaitsForAnyChild) { coax::run(any_child()); }

coax::task<void> not_yet() {
  const pid_t pid = start("sleep 0.05");
  int status = -1;
  const pid_t running = co_await coax::waitpid(pid, &status, WNOHANG);
  EXPECT_EQ(running, 0);
  co_await wait_for(pid);
}

TEST(Process, NoHangDoesNotWait) { coax::run(not_yet()); }

coax::task<void> shell() {
  const int status = co_await coax::system("exit 5");
  EXPECT_EQ(WEXITSTATUS(status), 5);
  const int available = co_await coax::system(nullptr);
  EXPECT_NE(available, 0);
}

TEST(Process, System) { coax::run(shell()); }

} // namespace
