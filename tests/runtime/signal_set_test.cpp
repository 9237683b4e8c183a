// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <atomic>
#include <cerrno>
#include <chrono>
#include <coax/coax.hpp>
#include <csignal>
#include <cstdio>
#include <gtest/gtest.h>
#include <pthread.h>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using handler = void (*)(int);

handler present(int number) {
  struct sigaction action {};
  ::sigaction(number, nullptr, &action);
  return action.sa_handler;
}

coax::task<void> raise_later(int number) {
  co_await coax::sleep_for(2ms);
  ::raise(number);
}

coax::task<int> next_of(coax::signal_set &set) {
  const int number = co_await set.next();
  co_return number;
}

coax::task<void> takes_signals() {
  coax::signal_set set{SIGUSR1, SIGTERM};
  auto [waited, nothing] = co_await coax::gather(next_of(set), raise_later(SIGTERM));
  EXPECT_EQ(waited, SIGTERM);
  ::raise(SIGUSR1);
  ::raise(SIGUSR1);
  const int kept = co_await set.next();
  EXPECT_EQ(kept, SIGUSR1);
  const bool another = co_await coax::move_on_after(5ms, next_of(set));
  EXPECT_FALSE(another) << "of two that nobody had taken one is kept";
}

TEST(SignalSet, YieldsTheNumbersOfSignals) { coax::run(takes_signals()); }

coax::task<void> by_another_thread() {
  coax::signal_set set{SIGUSR1};
  std::thread other([] {
    std::this_thread::sleep_for(2ms);
    ::pthread_kill(::pthread_self(), SIGUSR1);
  });
  const int number = co_await set.next();
  EXPECT_EQ(number, SIGUSR1);
  other.join();
}

TEST(SignalSet, AnyThreadMayTakeThem) { coax::run(by_another_thread()); }

coax::task<void> side_by_side() {
  coax::signal_set first{SIGUSR1}, second{SIGUSR1, SIGUSR2};
  auto [one, two, nothing] =
      co_await coax::gather(next_of(first), next_of(second), raise_later(SIGUSR1));
  EXPECT_EQ(one, SIGUSR1);
  EXPECT_EQ(two, SIGUSR1);
}

TEST(SignalSet, SeveralSetsEachGetThem) { coax::run(side_by_side()); }

coax::task<void> raise_both() {
  co_await coax::sleep_for(2ms);
  ::raise(SIGUSR2);
  ::raise(SIGUSR1);
}

coax::task<void> two_waiters() {
  coax::signal_set set{SIGUSR1, SIGUSR2};
  auto [one, two, nothing] = co_await coax::gather(next_of(set), next_of(set), raise_both());
  EXPECT_EQ(one + two, SIGUSR1 + SIGUSR2) << "each goes to one";
}

TEST(SignalSet, SeveralTasksMayWait) { coax::run(two_waiters()); }

TEST(SignalSet, TasksOfSeveralLoopsMayWait) {
  coax::signal_set set{SIGUSR1, SIGUSR2};
  int other = 0;
  std::thread thread([&] { other = coax::run(next_of(set)); });
  auto both = [](coax::signal_set &of) -> coax::task<int> {
    auto [number, nothing] = co_await coax::gather(next_of(of), raise_both());
    co_return number;
  };
  const int here = coax::run(both(set));
  thread.join();
  EXPECT_EQ(here + other, SIGUSR1 + SIGUSR2);
}

void of_the_program(int) {}

TEST(SignalSet, RestoresWhatWasInstalled) {
  const handler before = ::signal(SIGUSR1, of_the_program);
  {
    const coax::signal_set outer{SIGUSR1};
    EXPECT_NE(present(SIGUSR1), of_the_program);
    {
      coax::signal_set inner{SIGUSR1, SIGUSR2};
      coax::signal_set moved(std::move(inner));
      EXPECT_NE(present(SIGUSR2), SIG_DFL);
    }
    EXPECT_EQ(present(SIGUSR2), SIG_DFL);
    EXPECT_NE(present(SIGUSR1), of_the_program);
  }
  EXPECT_EQ(present(SIGUSR1), of_the_program);
  ::signal(SIGUSR1, before);
}

TEST(SignalSet, LeavesALaterHandlerOfTheProgramAlone) {
  {
    const coax::signal_set set{SIGUSR1};
    ::signal(SIGUSR1, of_the_program);
  }
  EXPECT_EQ(present(SIGUSR1), of_the_program);
  ::signal(SIGUSR1, SIG_DFL);
}

TEST(SignalSet, RefusesWhatCannotBeTaken) {
  for (const int number : {SIGKILL, SIGSTOP, SIGSEGV, 0, 1000}) {
    try {
      const coax::signal_set set{SIGUSR1, number};
      ADD_FAILURE() << number;
    } catch (const std::system_error &failure) {
      EXPECT_EQ(failure.code().value(), EINVAL);
    }
  }
  EXPECT_EQ(present(SIGUSR1), SIG_DFL);
  EXPECT_THROW(coax::signal_set{}, std::system_error);
}

coax::task<void> cancelled() {
  coax::signal_set set{SIGUSR1};
  const bool came = co_await coax::move_on_after(2ms, next_of(set));
  EXPECT_FALSE(came);
  ::raise(SIGUSR1);
  const int number = co_await set.next();
  EXPECT_EQ(number, SIGUSR1) << "a cancelled wait takes none";
}

TEST(SignalSet, WaitsCanBeCancelled) { coax::run(cancelled()); }

coax::task<void> seen_waiting() {
  coax::signal_set set{SIGUSR1};
  auto waiter = coax::spawn(next_of, std::ref(set));
  co_await coax::sleep_for(1ms);
  std::string waits_for;
  for (const coax::task_info &task : coax::live_tasks())
    if (task.id == waiter.id())
      waits_for = task.waits_for;
  EXPECT_EQ(waits_for, "signal");
  ::raise(SIGUSR1);
  co_await waiter.join();
}

TEST(SignalSet, IsShownAsWhatATaskWaitsFor) { coax::run(seen_waiting()); }

coax::task<void> sleeps_on() {
  coax::signal_set set{SIGUSR1};
  auto other = coax::spawn(raise_later, SIGUSR1);
  const int left = co_await coax::usleep(10000);
  EXPECT_EQ(left, 0);
  const int number = co_await set.next();
  EXPECT_EQ(number, SIGUSR1);
  co_await other.join();
}

TEST(SignalSet, DoesNotInterruptTheMainTask) { coax::run(sleeps_on()); }

coax::task<void> in_a_child() {
  coax::signal_set set{SIGUSR1};
  const bool none = co_await coax::move_on_after(1ms, next_of(set));
  EXPECT_FALSE(none);
  const pid_t child = ::fork();
  if (child == 0) {
    auto [number, nothing] = co_await coax::gather(next_of(set), raise_later(SIGUSR1));
    ::_exit(number == SIGUSR1 ? 0 : 1);
  }
  int status = -1;
  co_await coax::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  const bool heard = co_await coax::move_on_after(2ms, next_of(set));
  EXPECT_FALSE(heard) << "the child's are the child's";
}

TEST(SignalSet, WorksInTheChildOfAFork) { coax::run(in_a_child()); }

coax::task<void> started_program() {
  const coax::signal_set set{SIGTERM};
  const std::vector<std::string> argv{"sleep", "3600"};
  coax::process p = co_await coax::process::start(argv);
  p.terminate();
  const coax::exit_status status = co_await p.wait();
  EXPECT_EQ(status.signal(), SIGTERM);
}

TEST(SignalSet, ProgramsThatAreStartedHaveTheDefault) { coax::run(started_program()); }

// Ctrl-C. Each case in a process of its own, as it ends by the signal.

/// Notes the end of its life on standard output, which the parent reads.
struct witness {
  explicit witness(const char *text) : text(text) {}
  ~witness() { std::printf("%s\n", text); }
  const char *text;
};

coax::task<void> interrupt_then_wait(int times) {
  const witness unwound("unwound");
  ::raise(SIGINT);
  for (int i = 1; i < times; ++i)
    ::raise(SIGINT);
  co_await coax::sleep_for(10s);
}

struct outcome {
  int status = -1;
  std::string output;
};

/// What becomes of a process that calls `body`, with its standard output.
template <class Body> outcome in_process(Body body) {
  int ends[2];
  if (::pipe(ends) < 0)
    return {};
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    body();
    std::printf("after run\n");
    std::fflush(stdout);
    ::_exit(0);
  }
  ::close(ends[1]);
  outcome seen;
  char buffer[256];
  for (ssize_t n; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    seen.output.append(buffer, static_cast<std::size_t>(n));
  ::close(ends[0]);
  ::waitpid(child, &seen.status, 0);
  return seen;
}

TEST(CancelOnInterrupt, UnwindsTheMainTaskAndEndsBySignal) {
  const outcome seen =
      in_process([] { coax::run(interrupt_then_wait(1), coax::cancel_on_interrupt); });
  EXPECT_TRUE(WIFSIGNALED(seen.status));
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "unwound\n");
}

// ThreadSanitizer puts handlers off in the child of a process with threads, and makes one of two.
#if defined(__SANITIZE_THREAD__)
constexpr bool each_signal_comes = false;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
constexpr bool each_signal_comes = false;
#else
constexpr bool each_signal_comes = true;
#endif
#else
constexpr bool each_signal_comes = true;
#endif

TEST(CancelOnInterrupt, TheSecondSignalEndsAtOnce) {
  if (!each_signal_comes)
    GTEST_SKIP() << "under ThreadSanitizer two signals are one";
  const outcome seen =
      in_process([] { coax::run(interrupt_then_wait(2), coax::cancel_on_interrupt); });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "");
}

TEST(CancelOnInterrupt, IsAskedFor) {
  const outcome seen = in_process([] { coax::run(interrupt_then_wait(1)); });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "");
}

coax::task<int> catches() {
  try {
    co_await interrupt_then_wait(1);
  } catch (const coax::cancelled &) {
  }
  co_return 5;
}

TEST(CancelOnInterrupt, AMainTaskThatCatchesGoesOnAfterRun) {
  const outcome seen = in_process(
      [] { std::printf("value %d\n", coax::run(catches(), coax::cancel_on_interrupt)); });
  EXPECT_EQ(seen.status, 0);
  EXPECT_EQ(seen.output, "unwound\nvalue 5\nafter run\n");
}

coax::task<void> detached() {
  const witness destroyed("destroyed");
  co_await coax::sleep_for(10s);
}

coax::task<void> leave_detached() {
  coax::spawn(detached).detach();
  co_await coax::sleep_for(1ms);
  co_await interrupt_then_wait(1);
}

TEST(CancelOnInterrupt, DetachedTasksAreDestroyedBefore) {
  const outcome seen = in_process([] { coax::run(leave_detached(), coax::cancel_on_interrupt); });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "unwound\ndestroyed\n");
}

coax::task<void> ends_before() {
  ::raise(SIGINT);
  co_return;
}

TEST(CancelOnInterrupt, ASignalTooLateToCancelCountsAllTheSame) {
  const outcome seen = in_process([] { coax::run(ends_before(), coax::cancel_on_interrupt); });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "");
}

coax::task<void> interrupt_and_end() {
  const witness unwound("unwound");
  ::raise(SIGINT);
  co_await coax::sleep_for(1ms);
}

TEST(CancelOnInterrupt, AnIgnoredSignalStaysIgnored) {
  const outcome seen = in_process([] {
    ::signal(SIGINT, SIG_IGN);
    coax::run(interrupt_and_end(), coax::cancel_on_interrupt);
  });
  EXPECT_EQ(seen.status, 0);
  EXPECT_EQ(seen.output, "unwound\nafter run\n");
}

coax::task<void> takes_it_itself() {
  coax::signal_set set{SIGINT};
  ::raise(SIGINT);
  const int number = co_await set.next();
  std::printf("taken %d\n", number);
}

coax::task<void> takes_it_then_not() {
  co_await takes_it_itself();
  co_await interrupt_then_wait(1);
}

TEST(CancelOnInterrupt, ASignalSetComesFirstWhileItLives) {
  const outcome seen =
      in_process([] { coax::run(takes_it_then_not(), coax::cancel_on_interrupt); });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "taken 2\nunwound\n");
}

coax::task<void> installs_a_handler() {
  ::signal(SIGINT, of_the_program);
  co_await interrupt_and_end();
}

TEST(CancelOnInterrupt, AHandlerOfTheProgramTakesItsPlace) {
  const outcome seen =
      in_process([] { coax::run(installs_a_handler(), coax::cancel_on_interrupt); });
  EXPECT_EQ(seen.status, 0);
  EXPECT_EQ(seen.output, "unwound\nafter run\n");
}

coax::task<int> plain() { co_return 3; }

TEST(CancelOnInterrupt, LeavesTheDefaultBehind) {
  const int value = coax::run(plain(), coax::cancel_on_interrupt);
  EXPECT_EQ(value, 3);
  EXPECT_EQ(present(SIGINT), SIG_DFL);
}

coax::task<void> interrupted_from_outside(std::atomic<bool> &ready) {
  const witness unwound("unwound");
  ready = true;
  co_await coax::sleep_for(10s);
}

/// A signal while the loop sleeps, as the terminal sends it.
TEST(CancelOnInterrupt, WakesASleepingLoop) {
  const outcome seen = in_process([] {
    static std::atomic<bool> ready{false};
    std::thread terminal([] {
      while (!ready)
        std::this_thread::sleep_for(1ms);
      std::this_thread::sleep_for(20ms);
      ::kill(::getpid(), SIGINT);
    });
    terminal.detach();
    coax::run(interrupted_from_outside(ready), coax::cancel_on_interrupt);
  });
  EXPECT_EQ(WTERMSIG(seen.status), SIGINT);
  EXPECT_EQ(seen.output, "unwound\n");
}

} // namespace
