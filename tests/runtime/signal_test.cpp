// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signal handlers interrupt the main task as they would have interrupted the main thread.
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <csignal>
#include <gtest/gtest.h>
#include <thread>

namespace {

using namespace std::chrono_literals;

volatile std::sig_atomic_t handled = 0;
void note(int) { handled = 1; }

/// Installs a handler, and signals this thread again and again until the test is over: a signal that
/// comes while the loop is not asleep interrupts nothing, as in the original program.
class interrupter {
public:
  explicit interrupter(int flags) {
    handled = 0;
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = flags;
    ::sigaction(SIGUSR1, &action, &before_);
    thread_ = std::thread([this, target = ::pthread_self()] {
      while (!done_) {
        std::this_thread::sleep_for(2ms);
        ::pthread_kill(target, SIGUSR1);
      }
    });
  }
  ~interrupter() {
    done_ = true;
    thread_.join();
    ::sigaction(SIGUSR1, &before_, nullptr);
  }

private:
  struct sigaction before_;
  std::atomic<bool> done_{false};
  std::thread thread_;
};

coax::task<void> sleeps() {
  const unsigned left = co_await coax::sleep(3600);
  EXPECT_GT(left, 3000U);
  const timespec hour{3600, 0};
  timespec rest{};
  errno = 0;
  const int nano = co_await coax::nanosleep(&hour, &rest);
  EXPECT_EQ(nano, -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_GT(rest.tv_sec, 3000);
  errno = 0;
  const int polled = co_await coax::poll(nullptr, 0, 3'600'000);
  EXPECT_EQ(polled, -1);
  EXPECT_EQ(errno, EINTR);
}

TEST(Signal, InterruptsSleepsEvenWithRestart) {
  const interrupter signals(SA_RESTART);
  coax::run(sleeps());
  EXPECT_EQ(handled, 1);
}

coax::task<void> interrupted_select() {
  const auto pipe = loopback::pipe_pair();
  const int fd = pipe.left.get();
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(fd, &readable);
  timeval limit{3600, 0};
  const int ready = co_await coax::select(fd + 1, &readable, nullptr, nullptr, &limit);
  EXPECT_EQ(ready, -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_TRUE(FD_ISSET(fd, &readable)); // for another call
  EXPECT_LT(limit.tv_sec, 3600);
  EXPECT_GT(limit.tv_sec, 3000);
}

TEST(Signal, InterruptsSelectAndLeavesItsSets) {
  const interrupter signals(SA_RESTART);
  coax::run(interrupted_select());
}

coax::task<void> interrupted_accept() {
  const loopback::listener l;
  errno = 0;
  const int connection = co_await coax::accept(l.socket.get(), nullptr, nullptr);
  EXPECT_EQ(connection, -1);
  EXPECT_EQ(errno, EINTR);
}

TEST(Signal, InterruptsAcceptWithoutRestart) {
  const interrupter signals(0);
  coax::run(interrupted_accept());
}

coax::task<void> restarted_accept() {
  const loopback::listener l;
  auto knock = [](unsigned short port) -> coax::task<void> {
    co_await coax::sleep_for(50ms);
    const loopback::descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in to = loopback::address(port);
    co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  };
  auto client = coax::spawn(knock, l.port);
  const loopback::descriptor c(co_await coax::accept(l.socket.get(), nullptr, nullptr));
  EXPECT_GE(c.get(), 0);
  co_await client.join();
}

TEST(Signal, DoesNotInterruptAcceptWithRestart) {
  const interrupter signals(SA_RESTART);
  coax::run(restarted_accept());
}

coax::task<void> write_when_interrupted(coax::unix_stream &to) {
  while (!handled)
    co_await coax::sleep_for(1ms);
  co_await coax::sleep_for(10ms);
  co_await to.write("x");
}

coax::task<void> reads_on() {
  auto [reader, writer] = coax::unix_stream::pair();
  auto other = coax::spawn(write_when_interrupted, std::ref(writer));
  char byte = 0;
  const std::size_t n = co_await reader.read(&byte, 1);
  EXPECT_EQ(n, 1U);
  co_await other.join();
}

TEST(Signal, DoesNotEndOperationsOfStreams) {
  const interrupter i(0);
  coax::run(reads_on());
}

} // namespace
