// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <chrono>
#include <coax/file.hpp>
#include <coax/gather.hpp>
#include <coax/introspect.hpp>
#include <coax/offload.hpp>
#include <coax/process.hpp>
#include <coax/run.hpp>
#include <coax/socket.hpp>
#include <coax/spawn.hpp>
#include <coax/time.hpp>
#include <coax/timeout.hpp>
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

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

coax::task<int> add_on_a_thread(int a, int b) {
  auto add = [=] { return a + b; };
  const int sum = co_await coax::offload(add);
  co_return sum;
}

/// Waits for a descriptor until it is trusted to stay the same file, and closes it as the loop does
/// not see it. Its number is the next to be given.
coax::task<void> leave_a_trusted_number() {
  auto pipe = loopback::pipe_pair();
  for (int i = 0; i < 8; ++i) {
    char byte;
    ::write(pipe.right.get(), "x", 1);
    while (co_await coax::read(pipe.left.get(), &byte, 1) != 1) {
    }
    pollfd none{pipe.left.get(), POLLIN, 0};
    co_await coax::poll(&none, 1, 4);
  }
  pipe.left.reset();
}

/// How long after the end of a child waitpid() tells of it.
coax::task<std::chrono::steady_clock::duration> lateness() {
  co_await leave_a_trusted_number();
  const pid_t pid = start("sleep 0.01");
  siginfo_t ended{};
  auto tell = [pid, &ended] {
    ::waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOWAIT);
    return std::chrono::steady_clock::now();
  };
  auto watch = coax::spawn([&]() -> coax::task<std::chrono::steady_clock::time_point> {
    const auto at = co_await coax::offload(tell);
    co_return at;
  });
  co_await wait_for(pid);
  const auto told = std::chrono::steady_clock::now();
  const auto at = co_await watch.join();
  co_return told - at;
}

coax::task<void> told_in_time() {
  auto least = std::chrono::steady_clock::duration::max();
  for (int i = 0; i < 5; ++i) {
    const auto late = co_await lateness();
    least = std::min(least, late);
  }
  EXPECT_LT(least, std::chrono::milliseconds(30));
}

TEST(Process, WaitpidIsInTimeWhenTheNumberWasAnotherFiles) { coax::run(told_in_time()); }

coax::task<void> wait_with_a_used_number() {
  auto old = loopback::socket_pair();
  char byte;
  co_await coax::move_on_after(std::chrono::milliseconds(2),
                               coax::recv(old.left.get(), &byte, 1, 0));
  const pid_t child = ::fork();
  if (child == 0) { // it keeps the socket open
    ::usleep(50'000);
    ::_exit(7);
  }
  old.left.reset();
  auto disturb = coax::spawn([&]() -> coax::task<void> {
    co_await coax::sleep_for(std::chrono::milliseconds(5));
    ::write(old.right.get(), "x", 1);
  });
  const int status = co_await wait_for(child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
  co_await disturb.join();
}

TEST(Process, WaitpidIsNotEndedByTheSocketThatHadTheNumber) {
  coax::run(wait_with_a_used_number());
}

/// What a child does that goes on with the loop instead of executing a program.
coax::task<int> work_in_the_child(int pipe) {
  const int sum = co_await add_on_a_thread(3, 4);
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  char byte = 0;
  const ssize_t n = co_await coax::read(pipe, &byte, 1);
  co_return n == 1 && byte == 'x' ? sum : 0;
}

coax::task<void> forked() {
  const int before = co_await add_on_a_thread(1, 2); // there are pool threads to lose
  EXPECT_EQ(before, 3);
  const auto pipe = loopback::pipe_pair();
  const pid_t child = ::fork();
  if (child == 0) {
    const int result = co_await work_in_the_child(pipe.left.get());
    ::_exit(result);
  }
  co_await coax::sleep_for(std::chrono::milliseconds(5));
  co_await coax::write(pipe.right.get(), "x", 1);
  const int status = co_await wait_for(child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

// As a program does that goes into the background, or starts workers.
TEST(Process, TheChildOfAForkMayGoOnWithTheLoop) { coax::run(forked()); }

coax::task<void> shell() {
  const int status = co_await coax::system("exit 5");
  EXPECT_EQ(WEXITSTATUS(status), 5);
  const int available = co_await coax::system(nullptr);
  EXPECT_NE(available, 0);
}

TEST(Process, System) { coax::run(shell()); }

using clock_type = std::chrono::steady_clock;

coax::task<void> expect_cut_short(coax::task<int> &&blocks) {
  const auto began = clock_type::now();
  const bool in_time =
      co_await coax::move_on_after(std::chrono::milliseconds(20), std::move(blocks));
  EXPECT_FALSE(in_time);
  EXPECT_LT(clock_type::now() - began, std::chrono::seconds(20));
}

/// Also one that a thread waits for.
bool has_children() {
  siginfo_t how;
  return ::waitid(P_ALL, 0, &how, WEXITED | WNOHANG | WNOWAIT) == 0;
}

TEST(Process, ACancelledSystemIsNotWaitedFor) {
  auto pipe = loopback::pipe_pair();
  ::fcntl(pipe.left.get(), F_SETFD, 0);
  ::fcntl(pipe.right.get(), F_SETFD, FD_CLOEXEC);
  const std::string command = "read line <&" + std::to_string(pipe.left.get());
  coax::run(expect_cut_short(coax::system(command.c_str())));
  pipe.right.reset();
  while (has_children())
    ::usleep(1000);
}

coax::task<int> wait_for_any() { return coax::waitpid(-1, nullptr, 0); }

coax::task<void> expect_end_by_kill(pid_t pid) {
  ::kill(pid, SIGKILL);
  int status = -1;
  const pid_t ended = co_await coax::waitpid(-1, &status, 0);
  EXPECT_EQ(ended, pid);
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
}

coax::task<void> child_after_cancelled_waits() {
  const pid_t pid = start("exec sleep 100");
  co_await expect_cut_short(wait_for_any());
  co_await expect_cut_short(coax::waitpid(0, nullptr, WUNTRACED));
  co_await expect_end_by_kill(pid);
}

TEST(Process, ACancelledWaitpidTakesNoChild) { coax::run(child_after_cancelled_waits()); }

coax::task<void> child_that_is_awaited_again_and_again() {
  const pid_t pid = start("exec sleep 100");
  co_await expect_cut_short(wait_for_any());
  const unsigned before = coax::pool_metrics().threads;
  for (int i = 0; i < 20; ++i)
    co_await coax::move_on_after(std::chrono::milliseconds(2), wait_for_any());
  EXPECT_LE(coax::pool_metrics().threads, before);
  co_await expect_end_by_kill(pid);
}

TEST(Process, CancelledWaitsForAnyChildHaveOneThread) {
  coax::run(child_that_is_awaited_again_and_again());
}

coax::task<void> stopped_child() {
  const pid_t pid = start("kill -STOP $$; exit 5");
  int status = -1;
  const pid_t stopped = co_await coax::waitpid(pid, &status, WUNTRACED);
  EXPECT_EQ(stopped, pid);
  EXPECT_TRUE(WIFSTOPPED(status));
  ::kill(pid, SIGCONT);
  const pid_t ended = co_await coax::waitpid(pid, &status, WUNTRACED);
  EXPECT_EQ(ended, pid);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 5);
}

TEST(Process, WaitpidTellsOfStoppedChildren) { coax::run(stopped_child()); }

coax::task<void> piped_command() {
  std::FILE *from = co_await coax::popen("echo hello; exit 6", "r");
  char line[16] = {};
  EXPECT_TRUE(std::fgets(line, sizeof line, from));
  EXPECT_STREQ(line, "hello\n");
  const int status = co_await coax::pclose(from);
  EXPECT_EQ(WEXITSTATUS(status), 6);
  errno = 0;
  std::FILE *none = co_await coax::popen("true", "neither");
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Process, Popen) { coax::run(piped_command()); }

coax::task<int> close_command(std::FILE *stream) {
  const int status = co_await coax::pclose(stream);
  co_return status;
}

coax::task<void> slow_close() {
  std::FILE *to = co_await coax::popen("read line; sleep 0.05; exit 2", "w");
  int ticks = 0;
  auto [status, nothing] = co_await coax::gather(close_command(to), tick(ticks));
  EXPECT_EQ(WEXITSTATUS(status), 2);
  EXPECT_EQ(ticks, 10);
}

TEST(Process, PcloseWaitsWithoutTheLoop) { coax::run(slow_close()); }

coax::task<void> plain_close() {
  std::FILE *from = co_await coax::popen("exit 8", "r");
  const int status = ::pclose(from);
  EXPECT_EQ(WEXITSTATUS(status), 8);
}

TEST(Process, ThePlainPcloseDoesToo) { coax::run(plain_close()); }

coax::task<void> spawned() {
  const char *argv[] = {"sh", "-c", "exit 9", nullptr};
  pid_t pid = -1;
  const int by_path = co_await coax::posix_spawn(&pid, "/bin/sh", nullptr, nullptr,
                                                 const_cast<char **>(argv), environ);
  EXPECT_EQ(by_path, 0);
  const int first = co_await wait_for(pid);
  EXPECT_EQ(WEXITSTATUS(first), 9);
  const int by_name =
      co_await coax::posix_spawnp(&pid, "sh", nullptr, nullptr, const_cast<char **>(argv), environ);
  EXPECT_EQ(by_name, 0);
  const int second = co_await wait_for(pid);
  EXPECT_EQ(WEXITSTATUS(second), 9);
  const int missing = co_await coax::posix_spawn(&pid, "/no/such/program", nullptr, nullptr,
                                                 const_cast<char **>(argv), environ);
  EXPECT_EQ(missing, ENOENT);
}

TEST(Process, PosixSpawn) { coax::run(spawned()); }

} // namespace
