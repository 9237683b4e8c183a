// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// recv() and send() that wait: what the loop does for them before their task runs again.
#include "loopback.h"

#include <algorithm>
#include <cerrno>
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using loopback::descriptor;

coax::task<void> receive_one(int fd, std::string &got) {
  char byte = 0;
  const ssize_t n = co_await coax::recv(fd, &byte, 1, 0);
  EXPECT_EQ(n, 1);
  got += byte;
}

coax::task<void> send_slowly(int fd, std::string text) {
  for (const char &byte : text) {
    co_await coax::sleep_for(2ms);
    const ssize_t n = co_await coax::send(fd, &byte, 1, 0);
    EXPECT_EQ(n, 1);
  }
}

coax::task<void> readers_of_one_socket() {
  const auto s = loopback::socket_pair();
  std::string got;
  co_await coax::gather(receive_one(s.left.get(), got), receive_one(s.left.get(), got),
                        receive_one(s.left.get(), got), send_slowly(s.right.get(), "abc"));
  EXPECT_EQ(got, "abc");
}

TEST(Transfer, OneEventServesOneOfItsReadersAndTheOthersGoOnWaiting) {
  coax::run(readers_of_one_socket());
}

coax::task<void> both_ways(int fd, std::string &got) {
  const std::string text(1 << 20, 'x');
  const auto send_all = [](int to, const std::string &what) -> coax::task<void> {
    const ssize_t n = co_await coax::send(to, what.data(), what.size(), 0);
    EXPECT_EQ(n, static_cast<ssize_t>(what.size()));
  };
  co_await coax::gather(send_all(fd, text), receive_one(fd, got));
}

coax::task<void> answer_before_reading(int fd) {
  co_await coax::sleep_for(2ms);
  const ssize_t sent = co_await coax::send(fd, "r", 1, 0);
  EXPECT_EQ(sent, 1);
  std::vector<char> buffer(1 << 20);
  const ssize_t n = co_await coax::recv(fd, buffer.data(), buffer.size(), MSG_WAITALL);
  EXPECT_EQ(n, static_cast<ssize_t>(buffer.size()));
}

coax::task<void> a_reader_and_a_writer_of_one_socket() {
  const auto s = loopback::socket_pair();
  std::string got;
  co_await coax::gather(both_ways(s.left.get(), got), answer_before_reading(s.right.get()));
  EXPECT_EQ(got, "r");
}

TEST(Transfer, AReaderIsServedWhileAWriterOfTheSameSocketWaits) {
  coax::run(a_reader_and_a_writer_of_one_socket());
}

coax::task<void> fail_with_reset(int fd, int &error) {
  char byte;
  const ssize_t n = co_await coax::recv(fd, &byte, 1, 0);
  error = errno;
  EXPECT_EQ(n, -1);
}

coax::task<void> reset_and_spoil_errno(int fd) {
  co_await coax::sleep_for(2ms);
  const linger at_once{1, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(fd);
  for (int i = 0; i < 5; ++i) {
    errno = ENOENT;
    co_await coax::yield();
  }
}

coax::task<void> errno_of_a_wait() {
  const loopback::listener l;
  descriptor left(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(l.port);
  EXPECT_EQ(::connect(left.get(), loopback::generic(to), sizeof to), 0);
  const int right = ::accept(l.socket.get(), nullptr, nullptr);
  int error = 0;
  co_await coax::gather(fail_with_reset(left.get(), error), reset_and_spoil_errno(right));
  EXPECT_EQ(error, ECONNRESET);
}

TEST(Transfer, ErrnoIsThatOfTheCallWhateverRanBetween) { coax::run(errno_of_a_wait()); }

coax::task<void> receive_in_vain(int fd, bool &ended) {
  char byte;
  (void)co_await coax::recv(fd, &byte, 1, 0);
  ended = true;
}

coax::task<void> cancelled_waits() {
  const auto s = loopback::socket_pair();
  bool ended = false;
  auto waits = coax::spawn(receive_in_vain, s.left.get(), std::ref(ended));
  co_await coax::yield();
  waits.cancel();
  EXPECT_THROW(co_await waits.join(), coax::cancelled);
  EXPECT_FALSE(ended);
  EXPECT_EQ(::send(s.right.get(), "n", 1, 0), 1);
  std::string got;
  co_await receive_one(s.left.get(), got);
  EXPECT_EQ(got, "n"); // the cancelled one has not taken it
}

TEST(Transfer, ACancelledWaitTakesNothing) { coax::run(cancelled_waits()); }

coax::task<void> as_a_task() {
  const auto s = loopback::socket_pair();
  char byte = 0;
  const auto [sent, got] = co_await coax::gather(coax::send(s.right.get(), "t", 1, 0),
                                                 coax::recv(s.left.get(), &byte, 1, 0));
  EXPECT_EQ(sent, 1);
  EXPECT_EQ(got, 1);
  EXPECT_EQ(byte, 't');
  EXPECT_THROW(co_await coax::timeout(2ms, coax::recv(s.left.get(), &byte, 1, 0)), coax::timed_out);
  auto later = coax::recv(s.left.get(), &byte, 1, 0);
  EXPECT_EQ(::send(s.right.get(), "l", 1, 0), 1);
  const ssize_t n = co_await std::move(later);
  EXPECT_EQ(n, 1);
  EXPECT_EQ(byte, 'l');
  EXPECT_THROW(co_await std::move(later), coax::misuse);
}

TEST(Transfer, IsATaskToWhateverTakesTasks) { coax::run(as_a_task()); }

coax::task<void> receive_whole(int fd, std::string &got) {
  char buffer[10];
  ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, MSG_WAITALL);
  got = n < 0 ? "failed" : std::string(buffer, static_cast<std::size_t>(n));
  n = co_await coax::recvfrom(fd, buffer, sizeof buffer, MSG_WAITALL, nullptr, nullptr);
  got += n < 0 ? "failed" : "+" + std::string(buffer, static_cast<std::size_t>(n));
}

coax::task<void> messages_with_waitall(int type) {
  const auto s = loopback::socket_pair(type);
  EXPECT_EQ(::send(s.right.get(), "one", 3, 0), 3);
  EXPECT_EQ(::send(s.right.get(), "three", 5, 0), 5);
  std::string got;
  const bool in_time = co_await coax::move_on_after(1s, receive_whole(s.left.get(), got));
  EXPECT_TRUE(in_time);
  EXPECT_EQ(got, "one+three"); // one message a call
}

TEST(Transfer, WaitallHasNoEffectOnMessages) {
  coax::run(messages_with_waitall(SOCK_DGRAM));
  coax::run(messages_with_waitall(SOCK_SEQPACKET));
}

coax::task<void> stream_with_waitall() {
  const auto s = loopback::socket_pair();
  std::string got;
  auto receive = [](int fd, std::string &into) -> coax::task<void> {
    char buffer[3];
    const ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, MSG_WAITALL);
    into.assign(buffer, static_cast<std::size_t>(n));
  };
  co_await coax::gather(receive(s.left.get(), got), send_slowly(s.right.get(), "abcd"));
  EXPECT_EQ(got, "abc");
}

TEST(Transfer, WaitallFillsTheBufferFromAStream) { coax::run(stream_with_waitall()); }

coax::task<void> receive_all(int fd, int count, bool &ended) {
  char byte;
  for (int i = 0; i < count; ++i)
    (void)co_await coax::recv(fd, &byte, 1, 0);
  ended = true;
}

coax::task<void> take_turns() {
  const auto s = loopback::socket_pair();
  const std::string text(1000, 'x');
  EXPECT_EQ(::send(s.right.get(), text.data(), text.size(), 0), 1000);
  bool ended = false;
  const auto receives = coax::spawn(receive_all, s.left.get(), 1000, std::ref(ended));
  int turns = 0;
  while (!ended && ++turns < 1000)
    co_await coax::yield();
  EXPECT_GT(turns, 3);
  EXPECT_TRUE(ended);
}

TEST(Transfer, ATaskThatNeverHasToWaitLetsOthersRun) { coax::run(take_turns()); }

} // namespace
