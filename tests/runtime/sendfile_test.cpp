// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"
#include "temporary_files.h"

#include <atomic>
#include <cerrno>
#include <coax/coax.hpp>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    text[i] = static_cast<char>('a' + i * 7 % 23 + i / 4096 % 3);
  return text;
}

loopback::pair tcp_pair() {
  const loopback::listener l;
  loopback::descriptor left(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(l.port);
  if (::connect(left.get(), loopback::generic(to), sizeof to) < 0)
    throw std::runtime_error("connect");
  return {std::move(left), loopback::descriptor(::accept(l.socket.get(), nullptr, nullptr))};
}

/// Sends all of the file and ends the connection.
coax::task<ssize_t> send_all(loopback::descriptor &to, int file, off_t *offset, std::size_t count) {
  const ssize_t n = co_await coax::sendfile(to.get(), file, offset, count);
  to.reset();
  co_return n;
}

coax::task<std::string> receive_all(int fd) {
  std::string all;
  char buffer[50000];
  for (;;) {
    const ssize_t n = co_await coax::read(fd, buffer, sizeof buffer);
    if (n <= 0)
      co_return all;
    all.append(buffer, static_cast<std::size_t>(n));
  }
}

coax::task<void> sends(loopback::pair ends) {
  const std::string text = pattern(3'000'001);
  const loopback::descriptor file = file_with(text);
  off_t offset = 1;
  auto [sent, received] = co_await coax::gather(
      send_all(ends.right, file.get(), &offset, text.size() + 10), receive_all(ends.left.get()));
  EXPECT_EQ(sent, 3'000'000) << "up to the end of the file";
  EXPECT_EQ(offset, 3'000'001);
  EXPECT_TRUE(received == text.substr(1));
  EXPECT_EQ(::lseek(file.get(), 0, SEEK_CUR), 0);
}

TEST(Sendfile, ToATcpConnection) { coax::run(sends(tcp_pair())); }
TEST(Sendfile, ToAUnixSocket) { coax::run(sends(loopback::socket_pair())); }
TEST(Sendfile, ToAPipe) { coax::run(sends(loopback::pipe_pair())); }

coax::task<void> from_position() {
  const std::string text = pattern(1000);
  const loopback::descriptor file = file_with(text);
  ::lseek(file.get(), 100, SEEK_SET);
  auto ends = loopback::socket_pair();
  const ssize_t some = co_await coax::sendfile(ends.right.get(), file.get(), nullptr, 50);
  EXPECT_EQ(some, 50);
  EXPECT_EQ(::lseek(file.get(), 0, SEEK_CUR), 150);
  const ssize_t rest = co_await send_all(ends.right, file.get(), nullptr, 100000);
  EXPECT_EQ(rest, 850);
  const std::string received = co_await receive_all(ends.left.get());
  EXPECT_EQ(received, text.substr(100));
}

TEST(Sendfile, FromThePositionOfTheFile) { coax::run(from_position()); }

coax::task<void> not_in_memory() {
  const std::string text = pattern(1'000'000);
  const loopback::descriptor file = file_with(text);
  ::fsync(file.get());
  ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
  auto ends = tcp_pair();
  off_t offset = 0;
  auto [sent, received] = co_await coax::gather(
      send_all(ends.right, file.get(), &offset, text.size()), receive_all(ends.left.get()));
  EXPECT_EQ(sent, 1'000'000);
  EXPECT_TRUE(received == text);
}

TEST(Sendfile, OfAFileThatIsNotInMemory) { coax::run(not_in_memory()); }

coax::task<void> slow_receiver() {
  const loopback::descriptor file = file_with(pattern(8'000'000));
  const auto ends = loopback::socket_pair();
  off_t offset = 0;
  const bool ended =
      co_await coax::move_on_after(10ms, send_all(const_cast<loopback::descriptor &>(ends.right),
                                                  file.get(), &offset, 8'000'000));
  EXPECT_FALSE(ended);
  timeval limit{};
  socklen_t size = sizeof limit;
  ::getsockopt(ends.right.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, &size);
  EXPECT_EQ(limit.tv_sec + limit.tv_usec, 0) << "left as it was";
}

TEST(Sendfile, WaitsForTheReceiverAndCanBeCancelled) { coax::run(slow_receiver()); }

/// Reads on a thread of its own, with blocking calls.
TEST(Sendfile, DoesNotDisturbAThreadThatReadsFromTheSocket) {
  const loopback::descriptor file = file_with(pattern(8'000'000));
  const auto ends = tcp_pair();
  std::atomic<bool> sent{false};
  long failed = 0;
  std::thread reader([&] {
    char byte;
    while (!sent)
      failed += ::recv(ends.right.get(), &byte, 1, 0) < 0;
  });
  std::thread peer([&] {
    std::string buffer(100'000, '\0');
    for (long left = 8'000'000; left > 0;) {
      left -= ::recv(ends.left.get(), buffer.data(), buffer.size(), 0);
      ::send(ends.left.get(), "x", 1, 0);
    }
    while (!sent)
      ::send(ends.left.get(), "x", 1, 0);
  });
  off_t offset = 0;
  const ssize_t n = coax::run(coax::sendfile(ends.right.get(), file.get(), &offset, 8'000'000));
  sent = true;
  peer.join();
  ::shutdown(ends.left.get(), SHUT_RDWR);
  reader.join();
  EXPECT_EQ(n, 8'000'000);
  EXPECT_EQ(failed, 0);
}

coax::task<void> time_limit() {
  const loopback::descriptor file = file_with(pattern(8'000'000));
  const auto ends = loopback::socket_pair();
  const timeval limit{0, 10'000};
  ::setsockopt(ends.right.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  off_t offset = 0;
  const ssize_t some = co_await coax::sendfile(ends.right.get(), file.get(), &offset, 8'000'000);
  EXPECT_GT(some, 0);
  EXPECT_LT(some, 8'000'000);
  EXPECT_EQ(offset, some);
  errno = 0;
  const ssize_t none = co_await coax::sendfile(ends.right.get(), file.get(), &offset, 8'000'000);
  EXPECT_EQ(none, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Sendfile, RespectsTheTimeLimitOfTheSocket) { coax::run(time_limit()); }

coax::task<void> non_blocking() {
  const loopback::descriptor file = file_with(pattern(8'000'000));
  const auto ends = loopback::socket_pair();
  ::fcntl(ends.right.get(), F_SETFL, O_NONBLOCK);
  off_t offset = 0;
  const ssize_t some = co_await coax::sendfile(ends.right.get(), file.get(), &offset, 8'000'000);
  EXPECT_GT(some, 0);
  errno = 0;
  const ssize_t none = co_await coax::sendfile(ends.right.get(), file.get(), &offset, 8'000'000);
  EXPECT_EQ(none, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Sendfile, DoesNotWaitWhereTheProgramDoesNot) { coax::run(non_blocking()); }

coax::task<int> error_of(int out, int in, off_t offset, std::size_t count) {
  errno = 0;
  const ssize_t n = co_await coax::sendfile(out, in, &offset, count);
  EXPECT_EQ(n, -1);
  co_return errno;
}

coax::task<void> failures() {
  const loopback::descriptor file = file_with("text");
  auto ends = loopback::socket_pair();
  const int bad_in = co_await error_of(ends.right.get(), -1, 0, 4);
  EXPECT_EQ(bad_in, EBADF);
  const int bad_out = co_await error_of(-1, file.get(), 0, 4);
  EXPECT_EQ(bad_out, EBADF);
  const int negative = co_await error_of(ends.right.get(), file.get(), -1, 4);
  EXPECT_EQ(negative, EINVAL);
  ends.left.reset();
  const auto before = ::signal(SIGPIPE, SIG_IGN);
  const int gone = co_await error_of(ends.right.get(), file.get(), 0, 4);
  ::signal(SIGPIPE, before);
  EXPECT_EQ(gone, EPIPE);
  off_t end = 4;
  const ssize_t none = co_await coax::sendfile(ends.right.get(), file.get(), &end, 10);
  EXPECT_EQ(none, 0) << "nothing left to send";
}

TEST(Sendfile, FailsAsTheOriginal) { coax::run(failures()); }

coax::task<void> to_a_file() {
  const loopback::descriptor from = file_with("0123456789");
  const loopback::descriptor to = file_with("");
  const ssize_t copied = co_await coax::sendfile(to.get(), from.get(), nullptr, 100);
  EXPECT_EQ(copied, 10);
  EXPECT_EQ(::lseek(from.get(), 0, SEEK_CUR), 10);
  struct stat status {};
  ::fstat(to.get(), &status);
  EXPECT_EQ(status.st_size, 10);
}

TEST(Sendfile, ToAFile) { coax::run(to_a_file()); }

} // namespace
