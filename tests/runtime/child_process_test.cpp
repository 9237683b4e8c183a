// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"
#include "refused_call.h"

#include <algorithm>
#include <cerrno>
#include <coax/coax.hpp>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;

std::vector<std::string> shell(const char *script) { return {"sh", "-c", script}; }

/// All three streams are pipes.
coax::process_options piped() {
  coax::process_options options;
  options.input = options.output = options.error = coax::redirect::pipe();
  return options;
}

coax::task<coax::process> start(const char *script) {
  coax::process p = co_await coax::process::start(shell(script), piped());
  co_return p;
}

/// Whether the process is gone, reaped included, within a second or so.
coax::task<bool> vanishes(pid_t pid) {
  for (int i = 0; i < 500; ++i) {
    if (::kill(pid, 0) < 0)
      co_return errno == ESRCH;
    co_await coax::sleep_for(2ms);
  }
  co_return false;
}

/// Whether the process runs: neither gone nor a zombie.
bool runs(pid_t pid) {
  siginfo_t how{};
  return ::waitid(P_PID, static_cast<id_t>(pid), &how, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         how.si_pid == 0;
}

coax::task<void> talks() {
  coax::process p = co_await start("read line; echo \"got $line\"; echo oops >&2; exit 3");
  EXPECT_GT(p.pid(), 0);
  co_await p.input().write("hello\n");
  const std::string output = co_await p.output().read_all();
  EXPECT_EQ(output, "got hello\n");
  const std::string error = co_await p.error().read_all();
  EXPECT_EQ(error, "oops\n");
  const coax::exit_status status = co_await p.wait();
  EXPECT_EQ(status.code(), 3);
  EXPECT_EQ(status.signal(), 0);
  EXPECT_FALSE(status.success());
  const coax::exit_status again = co_await p.wait();
  EXPECT_EQ(again.code(), 3);
  EXPECT_FALSE(p.kill(SIGTERM)) << "it has ended";
}

TEST(ChildProcess, TalksThroughPipes) { coax::run(talks()); }

coax::task<void> communicates() {
  const std::string input(4 << 20, 'x');
  coax::process p = co_await start("tee /dev/stderr");
  const coax::process_result result = co_await p.communicate(input);
  EXPECT_TRUE(result.status.success());
  EXPECT_TRUE(result.output == input);
  EXPECT_TRUE(result.error == input);
}

TEST(ChildProcess, CommunicateDoesNotDeadlockOnLargeData) { coax::run(communicates()); }

coax::task<void> reads_little() {
  const std::string input(1 << 20, 'x');
  coax::process p = co_await start("head -c 3; exec <&-; exec 1>&-");
  const coax::process_result result = co_await p.communicate(input);
  EXPECT_EQ(result.output, "xxx");
  EXPECT_TRUE(result.status.success());
}

TEST(ChildProcess, InputThatIsNotReadIsNoFailure) { coax::run(reads_little()); }

coax::task<void> broken_pipe() {
  coax::process p = co_await start("exec <&-; echo closed; exec sleep 3600");
  char word[16];
  co_await p.output().read(word, sizeof word);
  try {
    co_await p.input().write("x");
    ADD_FAILURE() << "nobody reads";
  } catch (const std::system_error &failure) {
    EXPECT_EQ(failure.code().value(), EPIPE);
  }
  sigset_t pending;
  ::sigpending(&pending);
  EXPECT_EQ(::sigismember(&pending, SIGPIPE), 0);
}

// SIGPIPE is at its default here: a signal would end the test.
TEST(ChildProcess, BrokenPipeIsAnErrorAndNoSignal) { coax::run(broken_pipe()); }

coax::task<void> not_there() {
  const std::vector<std::string> argv{"/no/such/program"};
  try {
    const coax::process p = co_await coax::process::start(argv);
    ADD_FAILURE() << "started";
  } catch (const std::system_error &failure) {
    EXPECT_EQ(failure.code().value(), ENOENT);
  }
  const std::vector<std::string> nothing;
  bool refused = false;
  try {
    const coax::process p = co_await coax::process::start(nothing);
  } catch (const std::invalid_argument &) {
    refused = true;
  }
  EXPECT_TRUE(refused);
}

TEST(ChildProcess, AProgramThatIsNotThereIsAnError) { coax::run(not_there()); }

coax::task<void> surroundings() {
  const std::string directory = std::filesystem::temp_directory_path().string();
  coax::process_options options = piped();
  options.directory = directory;
  options.environment = {"COAX_GREETING=hello"};
  const std::vector<std::string> argv = shell("pwd; echo $COAX_GREETING; echo \"[$HOME]\"");
  coax::process p = co_await coax::process::start(argv, options);
  const coax::process_result result = co_await p.communicate();
  EXPECT_EQ(result.output, directory + "\nhello\n[]\n");
}

TEST(ChildProcess, GetsADirectoryAndAnEnvironment) { coax::run(surroundings()); }

coax::task<void> redirected() {
  const auto pipe = loopback::pipe_pair();
  coax::process_options options;
  options.input = coax::redirect::null();
  options.output = coax::redirect::to(pipe.right.get());
  options.error = coax::redirect::to_output();
  const std::vector<std::string> argv = shell("cat; echo out; echo err >&2");
  coax::process p = co_await coax::process::start(argv, options);
  EXPECT_FALSE(p.input());
  EXPECT_FALSE(p.output());
  const coax::exit_status status = co_await p.wait();
  EXPECT_TRUE(status.success());
  char text[32];
  const ssize_t n = ::read(pipe.left.get(), text, sizeof text);
  EXPECT_EQ(std::string(text, n > 0 ? static_cast<std::size_t>(n) : 0), "out\nerr\n");
}

TEST(ChildProcess, StreamsMayLeadElsewhere) { coax::run(redirected()); }

coax::task<void> signalled() {
  coax::process p = co_await start("exec cat");
  EXPECT_FALSE(p.try_wait());
  EXPECT_TRUE(p.terminate());
  const coax::exit_status status = co_await p.wait();
  EXPECT_EQ(status.signal(), SIGTERM);
  EXPECT_EQ(status.code(), -SIGTERM);
  EXPECT_TRUE(p.try_wait());
}

TEST(ChildProcess, Terminates) { coax::run(signalled()); }

// As a program does that takes its signals by signalfd.
TEST(ChildProcess, BlocksNoSignalsItself) {
  sigset_t term, before;
  ::sigemptyset(&term);
  ::sigaddset(&term, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &term, &before);
  coax::run(signalled());
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

coax::task<void> cancelled_wait() {
  coax::process p = co_await start("read line; exit 4");
  const bool ended = co_await coax::move_on_after(5ms, p.wait());
  EXPECT_FALSE(ended);
  EXPECT_TRUE(runs(p.pid()));
  co_await p.input().close();
  const coax::exit_status status = co_await p.wait();
  EXPECT_EQ(status.code(), 4);
}

TEST(ChildProcess, ACancelledWaitLeavesItAlone) { coax::run(cancelled_wait()); }

coax::task<int> code_of(coax::process &p) {
  const coax::exit_status status = co_await p.wait();
  co_return status.code();
}

coax::task<void> finish_later(coax::process &p) {
  co_await coax::sleep_for(5ms);
  co_await p.input().close();
}

coax::task<void> many_waits() {
  coax::process p = co_await start("read line; exit 5");
  auto [first, second, nothing] = co_await coax::gather(code_of(p), code_of(p), finish_later(p));
  EXPECT_EQ(first, 5);
  EXPECT_EQ(second, 5);
}

TEST(ChildProcess, SeveralTasksMayWait) { coax::run(many_waits()); }

coax::task<void> seen_waiting() {
  coax::process p = co_await start("read line");
  auto waiter = coax::spawn(code_of, std::ref(p));
  co_await coax::sleep_for(1ms);
  std::string waits_for;
  for (const coax::task_info &task : coax::live_tasks())
    if (task.id == waiter.id())
      waits_for = task.waits_for;
  EXPECT_EQ(waits_for, "process");
  co_await p.input().close();
  co_await waiter.join();
}

TEST(ChildProcess, IsShownAsWhatATaskWaitsFor) { coax::run(seen_waiting()); }

coax::task<pid_t> started_and_dropped() {
  const coax::process p = co_await start("exec cat");
  EXPECT_TRUE(runs(p.pid()));
  co_return p.pid();
}

coax::task<void> dropped() {
  const pid_t pid = co_await started_and_dropped();
  const bool gone = co_await vanishes(pid);
  EXPECT_TRUE(gone);
  coax::process p = co_await start("exec cat");
  const pid_t replaced = p.pid();
  p = co_await start("exit 6");
  const bool replaced_gone = co_await vanishes(replaced);
  EXPECT_TRUE(replaced_gone);
  const int code = co_await code_of(p);
  EXPECT_EQ(code, 6);
}

TEST(ChildProcess, IsKilledAndReapedWhenDropped) { coax::run(dropped()); }

coax::task<void> abandoned(pid_t &pid) {
  coax::process p = co_await start("exec cat");
  pid = p.pid();
  co_await p.wait();
}

coax::task<void> leave_early(pid_t &pid) {
  coax::spawn(abandoned, std::ref(pid)).detach();
  while (pid == 0)
    co_await coax::sleep_for(1ms);
}

TEST(ChildProcess, IsKilledWhenItsTaskIsDestroyed) {
  pid_t pid = 0;
  coax::run(leave_early(pid));
  const bool gone = coax::run(vanishes(pid));
  EXPECT_TRUE(gone);
}

coax::task<void> released() {
  coax::process p = co_await start("read line; exit 7");
  const pid_t pid = p.release();
  EXPECT_FALSE(p);
  int status = 0;
  const pid_t ended = co_await coax::waitpid(pid, &status, 0);
  EXPECT_EQ(ended, pid);
  EXPECT_EQ(WEXITSTATUS(status), 7);
  EXPECT_THROW(p.kill(SIGTERM), coax::misuse);
  EXPECT_THROW((void)p.try_wait(), coax::misuse);
}

TEST(ChildProcess, MayBeReleased) { coax::run(released()); }

coax::task<void> whole_group() {
  coax::process_options options = piped();
  options.own_group = true;
  const std::vector<std::string> argv = shell("sleep 3600 & echo $!; wait");
  coax::process p = co_await coax::process::start(argv, options);
  char text[16] = {};
  co_await p.output().read(text, sizeof text - 1);
  const pid_t grandchild = std::atoi(text);
  EXPECT_EQ(::getpgid(grandchild), p.pid());
  EXPECT_TRUE(p.kill(SIGKILL));
  const std::string rest = co_await p.output().read_all();
  EXPECT_EQ(rest, "") << "the end comes when the grandchild is gone too";
}

TEST(ChildProcess, KillReachesAnOwnGroup) { coax::run(whole_group()); }

coax::task<void> reaped_by_another() {
  coax::process p = co_await start("exit 0");
  siginfo_t how{};
  ::waitid(P_PID, static_cast<id_t>(p.pid()), &how, WEXITED);
  try {
    co_await p.wait();
    ADD_FAILURE() << "it is gone";
  } catch (const std::system_error &failure) {
    EXPECT_EQ(failure.code().value(), ECHILD);
  }
  EXPECT_FALSE(p.kill(SIGKILL)) << "the number may be another's by now";
}

TEST(ChildProcess, SaysWhenSomebodyElseHasReapedIt) { coax::run(reaped_by_another()); }

int open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<int>(std::distance(begin(all), end(all)));
}

coax::task<void> many() {
  co_await communicates();
  const int before = open_descriptors();
  for (int i = 0; i < 20; ++i) {
    coax::process p = co_await start("cat");
    const coax::process_result result = co_await p.communicate("x");
    EXPECT_EQ(result.output, "x");
  }
  EXPECT_EQ(open_descriptors(), before);
}

TEST(ChildProcess, LeavesNoDescriptorsOpen) { coax::run(many()); }

TEST(ChildProcess, WorksWherePidDescriptorsAreRefused) {
  const pid_t child = ::fork();
  if (child == 0) {
    refuse_system_call(SYS_pidfd_open, ENOSYS);
    for (const auto &work : {talks, cancelled_wait, many_waits, dropped, signalled})
      coax::run(work());
    ::_exit(::testing::Test::HasFailure() ? 1 : 0);
  }
  int how = -1;
  ASSERT_EQ(::waitpid(child, &how, 0), child);
  if (WIFEXITED(how) && WEXITSTATUS(how) == no_seccomp)
    GTEST_SKIP() << "seccomp is not there";
  EXPECT_EQ(how, 0);
}

} // namespace
