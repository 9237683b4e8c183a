// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/coax.hpp>
#include <csignal>
#include <gtest/gtest.h>
#include <pthread.h>
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

} // namespace
