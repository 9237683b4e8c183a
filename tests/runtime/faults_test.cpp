// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"
#include "temporary_files.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <coax/testing.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netdb.h>
#include <poll.h>
#include <string>
#include <sys/uio.h>

namespace {

using namespace std::chrono_literals;
using coax::testing::attempt;
using coax::testing::fault;
using coax::testing::faults_injected;
using coax::testing::operation;
using loopback::pair;

coax::testing::options by_chance(double coax::testing::faults::*which, double chance = 1) {
  coax::testing::options how;
  how.faults.*which = chance;
  return how;
}

coax::task<void> is_interrupted() {
  const pair ends = loopback::socket_pair();
  char byte = 'x';
  ssize_t n = co_await coax::recv(ends.left.get(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EINTR);
  n = co_await coax::send(ends.right.get(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EINTR);
  n = co_await coax::send(ends.right.get(), &byte, 1, 0); // spared
  EXPECT_EQ(n, 1);
  n = co_await coax::recv(ends.left.get(), &byte, 1, 0);
  EXPECT_EQ(n, 1);
  n = co_await coax::recv(ends.left.get(), &byte, 1, MSG_DONTWAIT);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EAGAIN); // a call that does not wait is not interrupted
  pollfd one{ends.left.get(), POLLIN, 0};
  const int ready = co_await coax::poll(&one, 1, 0);
  EXPECT_EQ(ready, -1);
  EXPECT_EQ(errno, EINTR);
  EXPECT_EQ(faults_injected(), 3U);
}

TEST(Faults, Interrupt) {
  coax::testing::run(by_chance(&coax::testing::faults::interrupt), is_interrupted());
}

coax::task<std::string> read_pieces(int fd, std::size_t size) {
  std::string all;
  while (all.size() < size) {
    char buffer[100];
    const ssize_t n = co_await coax::read(fd, buffer, sizeof buffer);
    EXPECT_GT(n, 0);
    EXPECT_LT(n, 100);
    if (n <= 0)
      break;
    all.append(buffer, static_cast<std::size_t>(n));
  }
  co_return all;
}

coax::task<void> reads_less() {
  for (const bool is_pipe : {false, true}) {
    const pair ends = is_pipe ? loopback::pipe_pair() : loopback::socket_pair();
    const std::string sent(300, 'x');
    const ssize_t n = co_await coax::write(ends.right.get(), sent.data(), sent.size());
    EXPECT_EQ(n, 300);
    const std::string got = co_await read_pieces(ends.left.get(), sent.size());
    EXPECT_EQ(got, sent);
  }
  const pair datagrams = loopback::socket_pair(SOCK_DGRAM);
  char buffer[100] = {};
  ssize_t n = co_await coax::send(datagrams.right.get(), buffer, 50, 0);
  EXPECT_EQ(n, 50);
  n = co_await coax::recv(datagrams.left.get(), buffer, 50, 0);
  EXPECT_EQ(n, 50); // the rest would be lost
}

TEST(Faults, ShortRead) {
  coax::testing::run(by_chance(&coax::testing::faults::short_read), reads_less());
}

coax::task<void> writes_less() {
  const pair ends = loopback::socket_pair();
  const std::string text(1000, 'x');
  const ssize_t sent = co_await coax::send(ends.right.get(), text.data(), text.size(), 0);
  EXPECT_GT(sent, 0);
  EXPECT_LT(sent, 1000);
  char buffer[1000];
  const ssize_t got = co_await coax::recv(ends.left.get(), buffer, sizeof buffer, 0);
  EXPECT_EQ(got, sent);
  iovec parts[2] = {{buffer, 500}, {buffer + 500, 500}};
  const ssize_t written = co_await coax::writev(ends.right.get(), parts, 2);
  EXPECT_GT(written, 0);
  EXPECT_LT(written, 1000);
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  const ssize_t scattered = co_await coax::sendmsg(ends.right.get(), &message, 0);
  EXPECT_GT(scattered, 0);
  EXPECT_LT(scattered, 1000);
  char rest[2000];
  const ssize_t all = co_await coax::recv(ends.left.get(), rest, sizeof rest, 0);
  EXPECT_EQ(all, written + scattered);
}

TEST(Faults, ShortWrite) {
  coax::testing::run(by_chance(&coax::testing::faults::short_write), writes_less());
}

coax::task<void> receives_part_of_a_message() {
  const pair ends = loopback::socket_pair();
  co_await coax::send(ends.right.get(), "abcdef", 6, 0);
  char first[2] = {}, second[4] = {};
  iovec parts[2] = {{first, 2}, {second, 4}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  const ssize_t n = co_await coax::recvmsg(ends.left.get(), &message, 0);
  EXPECT_EQ(n, 3);
  EXPECT_EQ(std::string(first, 2), "ab");
  EXPECT_EQ(second[0], 'c');
  EXPECT_EQ(second[1], 0);
}

TEST(Faults, ScriptShortensAScatteredRead) {
  coax::testing::options how;
  how.faults.script = [](const attempt &a) -> std::optional<fault> {
    if (a.what != operation::recv)
      return std::nullopt;
    EXPECT_EQ(a.size, 6U);
    return fault{.at_most = 3};
  };
  coax::testing::run(how, receives_part_of_a_message());
}

coax::task<void> send_fails(int expected, int flags) {
  const pair ends = loopback::socket_pair();
  ssize_t n = co_await coax::send(ends.right.get(), "x", 1, flags);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, expected);
  n = co_await coax::send(ends.right.get(), "x", 1, flags);
  EXPECT_EQ(n, 1);
}

coax::task<void> blocking_send_does_not_fail() {
  const pair ends = loopback::socket_pair();
  const ssize_t n = co_await coax::send(ends.right.get(), "x", 1, 0);
  EXPECT_EQ(n, 1);
}

TEST(Faults, FullBuffers) {
  using coax::testing::faults;
  coax::testing::run(by_chance(&faults::no_buffers), send_fails(ENOBUFS, 0));
  coax::testing::run(by_chance(&faults::would_block), send_fails(EAGAIN, MSG_DONTWAIT));
  coax::testing::run(by_chance(&faults::would_block), blocking_send_does_not_fail());
}

coax::task<void> connection_is_reset() {
  auto listener = coax::tcp_listener::bind("127.0.0.1", 0);
  const auto port = listener.local_address().port();
  coax::tcp_stream client = co_await coax::tcp_stream::connect("127.0.0.1", port);
  coax::tcp_stream server = co_await listener.accept();
  char byte = 'x';
  ssize_t n = co_await coax::recv(client.fd(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, ECONNRESET);
  n = co_await coax::recv(client.fd(), &byte, 1, 0);
  EXPECT_EQ(n, 0);
  n = co_await coax::send(client.fd(), &byte, 1, MSG_NOSIGNAL);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EPIPE);
  n = co_await coax::recv(server.fd(), &byte, 1, 0); // by the kernel
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, ECONNRESET);
  EXPECT_EQ(faults_injected(), 1U);
}

TEST(Faults, ScriptResetsAConnection) {
  coax::testing::options how;
  how.faults.script = [first = true](const attempt &a) mutable -> std::optional<fault> {
    if (a.what != operation::recv || !std::exchange(first, false))
      return std::nullopt;
    return fault{.reset = true};
  };
  coax::testing::run(how, connection_is_reset());
}

coax::task<void> reset_by_chance() {
  const pair ends = loopback::socket_pair();
  char byte;
  ssize_t n = co_await coax::recv(ends.left.get(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, ECONNRESET);
  const pair datagrams = loopback::socket_pair(SOCK_DGRAM);
  n = co_await coax::send(datagrams.left.get(), "x", 1, 0);
  EXPECT_EQ(n, 1);
}

TEST(Faults, Reset) {
  coax::testing::run(by_chance(&coax::testing::faults::reset), reset_by_chance());
}

coax::task<void> looks_up() {
  addrinfo *found = nullptr;
  int error = co_await coax::getaddrinfo("coax.invalid", "80", nullptr, &found);
  EXPECT_EQ(error, EAI_AGAIN);
  error = co_await coax::getaddrinfo("127.0.0.1", "80", nullptr, &found);
  EXPECT_EQ(error, 0);
  if (found)
    ::freeaddrinfo(found);
}

TEST(Faults, Lookup) { coax::testing::run(by_chance(&coax::testing::faults::lookup), looks_up()); }

coax::task<void> resolve_throws() {
  const auto all = co_await coax::resolve("coax.invalid", 80);
  ADD_FAILURE() << all.size();
}

TEST(Faults, LookupReachesResolve) {
  EXPECT_THROW(coax::testing::run(by_chance(&coax::testing::faults::lookup), resolve_throws()),
               std::exception);
}

coax::task<std::string> backend() {
  co_await coax::yield();
  co_return coax::file_backend();
}

TEST(Faults, NoIoUring) {
  coax::testing::options how;
  how.faults.no_io_uring = true;
  EXPECT_EQ(coax::testing::run(how, backend), "threads");
}

coax::task<void> files_fail() {
  const loopback::descriptor file = file_with("");
  char buffer[10] = {};
  ssize_t n = co_await coax::pwrite(file.get(), "0123456789", 10, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, ENOSPC);
  n = co_await coax::write(file.get(), "0123456789", 10);
  EXPECT_EQ(n, 10);
  n = co_await coax::pread(file.get(), buffer, 10, 0);
  EXPECT_EQ(n, 4);
  const int synced = co_await coax::fsync(file.get());
  EXPECT_EQ(synced, -1);
  EXPECT_EQ(errno, EIO);
  const int opened = co_await coax::open("/dev/null", O_RDONLY, 0);
  EXPECT_EQ(opened, -1);
  EXPECT_EQ(errno, EMFILE);
}

TEST(Faults, ScriptReachesFiles) {
  coax::testing::options how;
  how.faults.script = [](const attempt &a) -> std::optional<fault> {
    switch (a.what) {
    case operation::pwrite:
      return fault{.error = ENOSPC};
    case operation::pread:
      return fault{.at_most = 4};
    case operation::sync:
      return fault{.error = EIO};
    case operation::open:
      return fault{.error = EMFILE};
    default:
      return std::nullopt;
    }
  };
  coax::testing::run(how, files_fail());
}

coax::task<void> refused() {
  auto listener = coax::tcp_listener::bind("127.0.0.1", 0);
  const auto port = listener.local_address().port();
  try {
    const coax::tcp_stream client = co_await coax::tcp_stream::connect("127.0.0.1", port);
    ADD_FAILURE() << client.fd();
  } catch (const std::system_error &e) {
    EXPECT_EQ(e.code().value(), ECONNREFUSED);
  }
  const int connection = co_await coax::accept(listener.fd(), nullptr, nullptr);
  EXPECT_EQ(connection, -1);
  EXPECT_EQ(errno, EMFILE);
}

TEST(Faults, ScriptReachesConnectAndAccept) {
  coax::testing::options how;
  how.faults.script = [](const attempt &a) -> std::optional<fault> {
    if (a.what == operation::connect)
      return fault{.error = ECONNREFUSED};
    if (a.what == operation::accept)
      return fault{.error = EMFILE};
    return std::nullopt;
  };
  coax::testing::run(how, refused());
}

coax::task<void> echo(coax::tcp_listener &listener) {
  coax::tcp_stream peer = co_await listener.accept();
  char buffer[512];
  for (;;) {
    const std::size_t n = co_await peer.read(buffer, sizeof buffer);
    if (n == 0)
      co_return;
    co_await peer.write(buffer, n);
  }
}

coax::task<void> exchange_all() {
  auto listener = coax::tcp_listener::bind("127.0.0.1", 0);
  auto server = coax::spawn(echo, std::ref(listener));
  {
    const auto port = listener.local_address().port();
    coax::tcp_stream peer = co_await coax::tcp_stream::connect("127.0.0.1", port);
    const std::string sent(2000, 'x');
    std::string got(sent.size(), ' ');
    co_await peer.write(sent);
    co_await peer.read_exactly(got.data(), got.size());
    EXPECT_EQ(got, sent);
  }
  co_await server.join();
  EXPECT_GT(faults_injected(), 0U);
}

// The library's own types stand what it makes up.
TEST(Faults, StreamsGetThrough) {
  coax::testing::options how;
  how.faults.interrupt = 0.3;
  how.faults.short_read = 0.5;
  how.faults.short_write = 0.5;
  how.settle = 100us;
  coax::testing::explore(10, exchange_all, how);
}

coax::task<std::string> trace_of_faults() {
  const pair ends = loopback::socket_pair();
  std::string trace;
  char buffer[100] = {};
  for (int i = 0; i < 30; ++i) {
    ssize_t n = co_await coax::send(ends.right.get(), buffer, sizeof buffer, 0);
    trace += std::to_string(n) + ' ';
    n = co_await coax::recv(ends.left.get(), buffer, sizeof buffer, MSG_DONTWAIT);
    trace += std::to_string(n) + ' ';
  }
  co_return trace;
}

TEST(Faults, AreMadeFromTheSeed) {
  coax::testing::options how;
  how.faults.interrupt = how.faults.short_read = how.faults.short_write = 0.5;
  how.seed = 1;
  const std::string one = coax::testing::run(how, trace_of_faults);
  EXPECT_EQ(coax::testing::run(how, trace_of_faults), one);
  how.seed = 2;
  EXPECT_NE(coax::testing::run(how, trace_of_faults), one);
}

coax::task<void> reads_as_ever() {
  const pair ends = loopback::socket_pair();
  const std::string text(100, 'x');
  co_await coax::send(ends.right.get(), text.data(), text.size(), 0);
  char buffer[100];
  const ssize_t n = co_await coax::recv(ends.left.get(), buffer, sizeof buffer, 0);
  EXPECT_EQ(n, 100);
  EXPECT_EQ(faults_injected(), 0U);
}

TEST(Faults, AreOverAfterTheRun) {
  coax::testing::run(by_chance(&coax::testing::faults::short_read), reads_less());
  coax::run(reads_as_ever());
}

} // namespace
