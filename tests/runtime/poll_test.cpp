// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <limits>
#include <unistd.h>
#include <vector>

namespace {

using namespace std::chrono_literals;

coax::task<void> write_later(int fd) {
  co_await coax::sleep_for(2ms);
  co_await coax::write(fd, "x", 1);
}

coax::task<void> poll_both(int quiet, int busy) {
  pollfd fds[] = {{quiet, POLLIN, 0}, {busy, POLLIN, 0}, {-1, POLLIN, 7}};
  const int ready = co_await coax::poll(fds, 3, -1);
  EXPECT_EQ(ready, 1);
  EXPECT_EQ(fds[0].revents, 0);
  EXPECT_EQ(fds[1].revents, POLLIN);
  EXPECT_EQ(fds[2].revents, 0);
}

coax::task<void> select_both(int quiet, int busy) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(quiet, &readable);
  FD_SET(busy, &readable);
  const int ready = co_await coax::select(std::max(quiet, busy) + 1, &readable, nullptr, nullptr,
                                          nullptr);
  EXPECT_EQ(ready, 1);
  EXPECT_FALSE(FD_ISSET(quiet, &readable));
  EXPECT_TRUE(FD_ISSET(busy, &readable));
}

template <class Wait> coax::task<void> with_two_pipes(Wait wait) {
  const auto a = loopback::pipe_pair(), b = loopback::pipe_pair();
  co_await coax::gather(wait(a.left.get(), b.left.get()), write_later(b.right.get()));
}

TEST(Poll, WaitsForAnyOfThem) { coax::run(with_two_pipes(poll_both)); }
TEST(Select, WaitsForAnyOfThem) { coax::run(with_two_pipes(select_both)); }

coax::task<void> poll_one_twice(int, int busy) {
  pollfd fds[] = {{busy, POLLIN, 0}, {busy, POLLIN, 0}, {busy, POLLIN | POLLPRI, 0}};
  const int ready = co_await coax::poll(fds, 3, -1);
  EXPECT_EQ(ready, 3);
  const auto start = std::chrono::steady_clock::now();
  co_await coax::sleep_for(5ms);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 5ms); // it was woken once
}

TEST(Poll, TakesADescriptorMoreThanOnce) { coax::run(with_two_pipes(poll_one_twice)); }

coax::task<void> timeouts() {
  const auto p = loopback::pipe_pair();
  pollfd one{p.left.get(), POLLIN, 0};
  auto start = std::chrono::steady_clock::now();
  int ready = co_await coax::poll(&one, 1, 10);
  EXPECT_EQ(ready, 0);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 10ms);
  ready = co_await coax::poll(&one, 1, 0);
  EXPECT_EQ(ready, 0);
  start = std::chrono::steady_clock::now();
  ready = co_await coax::poll(nullptr, 0, 5); // the old way to sleep
  EXPECT_EQ(ready, 0);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 5ms);
  timeval limit{0, 5'000};
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(one.fd, &readable);
  ready = co_await coax::select(one.fd + 1, &readable, nullptr, nullptr, &limit);
  EXPECT_EQ(ready, 0);
  EXPECT_FALSE(FD_ISSET(one.fd, &readable));
}

TEST(Poll, Timeouts) { coax::run(timeouts()); }

coax::task<void> select_with(timeval limit, int expected) {
  errno = 0;
  const int ready = co_await coax::select(0, nullptr, nullptr, nullptr, &limit);
  EXPECT_EQ(ready, expected);
  EXPECT_EQ(errno, expected < 0 ? EINVAL : 0);
}

TEST(Select, RefusesNegativeTimeouts) {
  coax::run(select_with({-1, 0}, -1));
  coax::run(select_with({0, -1}, -1));
  coax::run(select_with({1, -1}, -1));
  coax::run(select_with({-1, 2'000'000}, -1));
  coax::run(select_with({0, 0}, 0));
}

TEST(Select, TakesMoreMicrosecondsThanASecondHas) {
  const auto start = std::chrono::steady_clock::now();
  coax::run(select_with({0, 1'001'000}, 0));
  EXPECT_GE(std::chrono::steady_clock::now() - start, 1001ms);
}

coax::task<void> select_without_end(int, int busy) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(busy, &readable);
  timeval limit{std::numeric_limits<time_t>::max(), 999'999};
  const int ready = co_await coax::select(busy + 1, &readable, nullptr, nullptr, &limit);
  EXPECT_EQ(ready, 1);
}

TEST(Select, WaitsHoweverLong) { coax::run(with_two_pipes(select_without_end)); }

coax::task<void> select_tells_what_is_left(int, int busy) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(busy, &readable);
  timeval limit{100, 0};
  const int ready = co_await coax::select(busy + 1, &readable, nullptr, nullptr, &limit);
  EXPECT_EQ(ready, 1);
  EXPECT_LT(limit.tv_sec, 100);
  EXPECT_GT(limit.tv_sec, 50);
  FD_CLR(busy, &readable);
  limit = {0, 2'000};
  const int none = co_await coax::select(0, nullptr, nullptr, nullptr, &limit);
  EXPECT_EQ(none, 0);
  EXPECT_EQ(limit.tv_sec, 0);
  EXPECT_EQ(limit.tv_usec, 0);
}

TEST(Select, TellsWhatIsLeftOfTheTimeout) { coax::run(with_two_pipes(select_tells_what_is_left)); }

coax::task<void> select_that_fails(int quiet, int) {
  fd_set readable, writable;
  FD_ZERO(&readable);
  FD_ZERO(&writable);
  FD_SET(quiet, &readable);
  const int closed = dup(quiet);
  close(closed);
  FD_SET(closed, &writable);
  const int ready =
      co_await coax::select(std::max(quiet, closed) + 1, &readable, &writable, nullptr, nullptr);
  EXPECT_EQ(ready, -1);
  EXPECT_EQ(errno, EBADF);
  EXPECT_TRUE(FD_ISSET(quiet, &readable));
  EXPECT_TRUE(FD_ISSET(closed, &writable));
}

TEST(Select, LeavesTheSetsWhenItFails) { coax::run(with_two_pipes(select_that_fails)); }

coax::task<int> poll_for(int fd, short events) {
  pollfd one{fd, events, 0};
  const int ready = co_await coax::poll(&one, 1, 2000);
  EXPECT_EQ(ready, 1);
  co_return one.revents;
}

coax::task<void> normal_and_priority_data() {
  const auto s = loopback::socket_pair();
  for (const short events : {POLLRDNORM, POLLRDNORM | POLLRDBAND}) {
    auto [found, nothing] =
        co_await coax::gather(poll_for(s.left.get(), events), write_later(s.right.get()));
    EXPECT_EQ(found, POLLRDNORM);
    char byte;
    co_await coax::read(s.left.get(), &byte, 1);
  }
}

TEST(Poll, KnowsPollrdnorm) { coax::run(normal_and_priority_data()); }

coax::task<void> read_later(int fd) {
  co_await coax::sleep_for(2ms);
  std::vector<char> much(1 << 20);
  while (::recv(fd, much.data(), much.size(), MSG_DONTWAIT) > 0) {
  }
}

coax::task<void> room_for_normal_data() {
  const auto s = loopback::socket_pair();
  const std::vector<char> much(1 << 20);
  while (::send(s.right.get(), much.data(), much.size(), MSG_DONTWAIT) > 0) {
  }
  auto [found, nothing] =
      co_await coax::gather(poll_for(s.right.get(), POLLWRNORM), read_later(s.left.get()));
  EXPECT_EQ(found, POLLWRNORM);
}

TEST(Poll, KnowsPollwrnorm) { coax::run(room_for_normal_data()); }

coax::task<void> conditions() {
  auto p = loopback::pipe_pair();
  pollfd writable{p.right.get(), POLLOUT, 0};
  int ready = co_await coax::poll(&writable, 1, -1);
  EXPECT_EQ(ready, 1);
  EXPECT_EQ(writable.revents, POLLOUT);
  p.right.reset();
  pollfd hung_up{p.left.get(), POLLIN, 0};
  ready = co_await coax::poll(&hung_up, 1, -1);
  EXPECT_EQ(hung_up.revents, POLLHUP);
  pollfd bad{876'543, POLLIN, 0};
  ready = co_await coax::poll(&bad, 1, -1);
  EXPECT_EQ(ready, 1);
  EXPECT_EQ(bad.revents, POLLNVAL);
}

TEST(Poll, ReportsHangUpAndBadDescriptors) { coax::run(conditions()); }

} // namespace
