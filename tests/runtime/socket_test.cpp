// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <cerrno>
#include <coax/coax.hpp>
#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <string>
#include <sys/un.h>
#include <vector>

namespace {

using namespace std::chrono_literals;
using loopback::descriptor;

coax::task<void> accept_one(int listener, std::string &got) {
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  const descriptor connection(
      co_await coax::accept(listener, reinterpret_cast<sockaddr *>(&peer), &size));
  EXPECT_EQ(peer.sin_family, AF_INET);
  char buffer[64];
  ssize_t n;
  while ((n = co_await coax::recv(connection.get(), buffer, sizeof buffer, 0)) > 0)
    got.append(buffer, static_cast<std::size_t>(n));
  EXPECT_EQ(n, 0);
}

coax::task<void> connect_and_send(unsigned short port, std::string text) {
  descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(port);
  const int connected = co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_EQ(connected, 0);
  const ssize_t n = co_await coax::send(s.get(), text.data(), text.size(), 0);
  EXPECT_EQ(n, static_cast<ssize_t>(text.size()));
}

coax::task<void> round_trip() {
  const loopback::listener l;
  std::string got;
  co_await coax::gather(accept_one(l.socket.get(), got), connect_and_send(l.port, "over the wire"));
  EXPECT_EQ(got, "over the wire");
}

TEST(Socket, AcceptConnectSendReceive) { coax::run(round_trip()); }

coax::task<void> big_transfer() {
  const loopback::listener l;
  std::string got;
  const std::string text(8 << 20, 'x');
  co_await coax::gather(accept_one(l.socket.get(), got), connect_and_send(l.port, text));
  EXPECT_EQ(got.size(), text.size());
}

TEST(Socket, SendReturnsWhenEverythingIsQueued) { coax::run(big_transfer()); }

coax::task<void> flags_stay() {
  const loopback::listener l;
  std::string got;
  const int before = ::fcntl(l.socket.get(), F_GETFL);
  co_await coax::gather(accept_one(l.socket.get(), got), connect_and_send(l.port, "x"));
  EXPECT_EQ(::fcntl(l.socket.get(), F_GETFL), before);
  EXPECT_EQ(before & O_NONBLOCK, 0);
}

TEST(Socket, LeavesTheListenerBlocking) { coax::run(flags_stay()); }

unsigned short unused_port() {
  const loopback::bound_socket closed_again;
  return closed_again.port;
}

coax::task<void> refused() {
  const descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(unused_port());
  errno = 0;
  const int result = co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_EQ(result, -1);
  EXPECT_EQ(errno, ECONNREFUSED);
  EXPECT_EQ(::fcntl(s.get(), F_GETFL) & O_NONBLOCK, 0);
}

TEST(Socket, ConnectionRefused) { coax::run(refused()); }

coax::task<void> bad_descriptors() {
  char byte = 0;
  for (const int fd : {-1, 987'654}) {
    errno = 0;
    const ssize_t received = co_await coax::recv(fd, &byte, 1, 0);
    EXPECT_EQ(received, -1);
    EXPECT_EQ(errno, EBADF);
    errno = 0;
    const ssize_t sent = co_await coax::send(fd, &byte, 1, 0);
    EXPECT_EQ(sent, -1);
    EXPECT_EQ(errno, EBADF);
    errno = 0;
    const int accepted = co_await coax::accept(fd, nullptr, nullptr);
    EXPECT_EQ(accepted, -1);
    EXPECT_EQ(errno, EBADF);
    errno = 0;
    const int connected = co_await coax::connect(fd, nullptr, 0);
    EXPECT_EQ(connected, -1);
    EXPECT_EQ(errno, EBADF);
  }
}

TEST(Socket, BadDescriptor) { coax::run(bad_descriptors()); }

coax::task<void> would_block() {
  const auto s = loopback::socket_pair();
  char byte;
  errno = 0;
  ssize_t n = co_await coax::recv(s.left.get(), &byte, 1, MSG_DONTWAIT);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EAGAIN);
  ::fcntl(s.left.get(), F_SETFL, O_NONBLOCK);
  errno = 0;
  n = co_await coax::recv(s.left.get(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Socket, NonBlockingDescriptorsAndFlagsDoNotWait) { coax::run(would_block()); }

coax::task<void> receive_timeout() {
  const auto s = loopback::socket_pair();
  const timeval limit{0, 20'000};
  ::setsockopt(s.left.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const auto start = std::chrono::steady_clock::now();
  char byte;
  errno = 0;
  const ssize_t n = co_await coax::recv(s.left.get(), &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 20ms);
}

TEST(Socket, ReceiveTimeoutIsRespected) { coax::run(receive_timeout()); }

coax::task<void> send_timeout() {
  const auto s = loopback::socket_pair();
  const timeval limit{0, 20'000};
  ::setsockopt(s.left.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  const std::vector<char> much(4 << 20);
  const ssize_t part = co_await coax::send(s.left.get(), much.data(), much.size(), 0);
  EXPECT_GT(part, 0);
  EXPECT_LT(part, static_cast<ssize_t>(much.size()));
  errno = 0;
  const ssize_t none = co_await coax::send(s.left.get(), much.data(), much.size(), 0);
  EXPECT_EQ(none, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Socket, SendTimeoutIsRespected) { coax::run(send_timeout()); }

coax::task<void> send_a_byte_now_and_then(int fd, int count) {
  for (int i = 0; i < count; ++i) {
    co_await coax::sleep_for(5ms);
    ::send(fd, "x", 1, 0);
  }
}

// Each part that comes is an event after which the wait goes on.
coax::task<void> timeout_of_many_events() {
  const auto s = loopback::socket_pair();
  const timeval limit{0, 250'000};
  ::setsockopt(s.left.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  const auto start = std::chrono::steady_clock::now();
  auto sender = coax::spawn(send_a_byte_now_and_then, s.right.get(), 5);
  char buffer[100];
  const ssize_t received = co_await coax::recv(s.left.get(), buffer, sizeof buffer, MSG_WAITALL);
  EXPECT_EQ(received, 5);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 250ms);
  co_await sender.join();
  for (int i = 0; i < 2; ++i) { // nothing is left that would wake
    const auto before = std::chrono::steady_clock::now();
    co_await coax::sleep_for(30ms);
    EXPECT_GE(std::chrono::steady_clock::now() - before, 30ms);
  }
}

TEST(Socket, TimeoutOfAReceiveThatGetsPartsEndsItOnce) { coax::run(timeout_of_many_events()); }

// The limit is that of the call, not of each part.
coax::task<void> timeout_of_scattered_receive() {
  const auto s = loopback::socket_pair();
  const timeval limit{0, 50'000};
  ::setsockopt(s.left.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  auto sender = coax::spawn(send_a_byte_now_and_then, s.right.get(), 40);
  char buffer[40];
  iovec parts[] = {{buffer, 10}, {buffer + 10, 30}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  const ssize_t received = co_await coax::recvmsg(s.left.get(), &message, MSG_WAITALL);
  EXPECT_GT(received, 0);
  EXPECT_LT(received, 40);
  co_await sender.join();
}

TEST(Socket, TimeoutOfAScatteredReceiveIsThatOfTheCall) {
  coax::run(timeout_of_scattered_receive());
}

coax::task<void> write_slowly(int fd) {
  for (const char *part : {"ab", "cd", "ef"}) {
    co_await coax::send(fd, part, 2, 0);
    co_await coax::sleep_for(1ms);
  }
}

coax::task<void> read_exactly(int fd) {
  char buffer[7] = {};
  const ssize_t n = co_await coax::recv(fd, buffer, 6, MSG_WAITALL);
  EXPECT_EQ(n, 6);
  EXPECT_STREQ(buffer, "abcdef");
}

coax::task<void> wait_all() {
  const auto s = loopback::socket_pair();
  co_await coax::gather(read_exactly(s.left.get()), write_slowly(s.right.get()));
}

TEST(Socket, WaitAll) { coax::run(wait_all()); }

coax::task<void> datagrams() {
  const loopback::bound_socket a(SOCK_DGRAM), b(SOCK_DGRAM);
  const sockaddr_in to = loopback::address(b.port);
  const ssize_t sent =
      co_await coax::sendto(a.socket.get(), "ping", 4, 0, loopback::generic(to), sizeof to);
  EXPECT_EQ(sent, 4);
  char buffer[16];
  sockaddr_in from{};
  socklen_t size = sizeof from;
  const ssize_t n = co_await coax::recvfrom(b.socket.get(), buffer, sizeof buffer, 0,
                                            reinterpret_cast<sockaddr *>(&from), &size);
  EXPECT_EQ(n, 4);
  EXPECT_EQ(ntohs(from.sin_port), a.port);
}

TEST(Socket, Datagrams) { coax::run(datagrams()); }

coax::task<void> send_parts(int fd, std::vector<std::string> &parts) {
  std::vector<iovec> list;
  for (std::string &p : parts)
    list.push_back({p.data(), p.size()});
  msghdr message{};
  message.msg_iov = list.data();
  message.msg_iovlen = list.size();
  const ssize_t n = co_await coax::sendmsg(fd, &message, 0);
  EXPECT_EQ(n, 3'000'001);
  ::shutdown(fd, SHUT_WR);
}

coax::task<void> receive_parts(int fd, std::size_t &total) {
  std::vector<char> one(1000), two(100'000);
  iovec list[] = {{one.data(), one.size()}, {two.data(), two.size()}};
  msghdr message{};
  message.msg_iov = list;
  message.msg_iovlen = 2;
  ssize_t n;
  while ((n = co_await coax::recvmsg(fd, &message, 0)) > 0)
    total += static_cast<std::size_t>(n);
}

coax::task<void> scattered() {
  const auto s = loopback::socket_pair();
  std::vector<std::string> parts{std::string(1'000'000, 'a'), "", std::string(2'000'000, 'b'), "c"};
  std::size_t total = 0;
  co_await coax::gather(send_parts(s.left.get(), parts), receive_parts(s.right.get(), total));
  EXPECT_EQ(total, 3'000'001U);
}

TEST(Socket, MessagesOfParts) { coax::run(scattered()); }

coax::task<void> receive_message(int fd, std::size_t expected) {
  char one[2] = {}, two[6] = {};
  iovec list[] = {{one, 2}, {nullptr, 0}, {two, 5}};
  msghdr message{};
  message.msg_iov = list;
  message.msg_iovlen = 3;
  alignas(cmsghdr) char control[64];
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t n = co_await coax::recvmsg(fd, &message, MSG_WAITALL);
  EXPECT_EQ(n, static_cast<ssize_t>(expected));
  EXPECT_EQ(std::string(one, 2) + two, std::string("abcdefg").substr(0, expected));
  EXPECT_EQ(message.msg_controllen, 0U);
  EXPECT_EQ(message.msg_iovlen, 3U);
  EXPECT_EQ(list[2].iov_len, 5U);
}

coax::task<void> write_and_end(int fd, std::string text) {
  for (const char c : text) {
    co_await coax::sleep_for(1ms);
    co_await coax::send(fd, &c, 1, 0);
  }
  ::shutdown(fd, SHUT_WR);
}

coax::task<void> wait_for_all_of_a_message(std::string sent) {
  const auto s = loopback::socket_pair();
  co_await coax::gather(receive_message(s.left.get(), std::min<std::size_t>(sent.size(), 7)),
                        write_and_end(s.right.get(), sent));
}

TEST(Socket, RecvmsgWaitsForAll) { coax::run(wait_for_all_of_a_message("abcdefgh")); }
TEST(Socket, RecvmsgThatWaitsForAllEndsWithTheStream) {
  coax::run(wait_for_all_of_a_message("abcde"));
}

/// A byte with a descriptor, after one without.
coax::task<void> pass_later(int fd) {
  ::send(fd, "a", 1, 0);
  co_await coax::sleep_for(2ms);
  char byte = 'b';
  iovec part{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
  EXPECT_EQ(::sendmsg(fd, &message, 0), 1);
}

coax::task<void> receive_passed(int fd) {
  char bytes[8];
  iovec part{bytes, sizeof bytes};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t n = co_await coax::recvmsg(fd, &message, MSG_WAITALL);
  EXPECT_EQ(n, 2);
  const cmsghdr *header = CMSG_FIRSTHDR(&message);
  EXPECT_TRUE(header);
  if (!header)
    co_return;
  EXPECT_EQ(header->cmsg_type, SCM_RIGHTS);
  int passed = -1;
  std::memcpy(&passed, CMSG_DATA(header), sizeof passed);
  EXPECT_GE(passed, 0);
  ::close(passed);
}

coax::task<void> pass_a_descriptor() {
  const auto s = loopback::socket_pair();
  co_await coax::gather(receive_passed(s.left.get()), pass_later(s.right.get()));
}

TEST(Socket, RecvmsgThatWaitsForAllEndsWithAPassedDescriptor) { coax::run(pass_a_descriptor()); }

// The number of a descriptor that was closed with plain ::close() and belongs to something else
// now.
coax::task<void> reuse() {
  int number = -1;
  for (int round = 0; round < 20; ++round) {
    auto s = loopback::socket_pair();
    const int fd = s.left.get();
    if (number < 0)
      number = fd;
    EXPECT_EQ(fd, number);
    co_await coax::gather(read_exactly(fd), write_slowly(s.right.get()));
  }
}

TEST(Socket, NumbersMayBeReusedAfterPlainClose) { coax::run(reuse()); }

coax::task<void> receive_after_close(int fd) {
  char byte;
  errno = 0;
  const ssize_t n = co_await coax::recv(fd, &byte, 1, 0);
  EXPECT_EQ(n, -1);
  EXPECT_EQ(errno, EBADF);
}

coax::task<void> close_soon(int fd) {
  co_await coax::yield();
  const int result = co_await coax::close(fd);
  EXPECT_EQ(result, 0);
}

coax::task<void> close_under_a_waiter() {
  auto s = loopback::socket_pair();
  const int fd = s.left.release();
  co_await coax::gather(receive_after_close(fd), close_soon(fd));
}

TEST(Socket, CloseWakesWhoWaits) { coax::run(close_under_a_waiter()); }

/// Waits for a socket and closes it as the loop does not see it: the number is the next to be
/// given, and what has been sent to the socket still arrives in a duplicate.
coax::task<loopback::pair> leave_a_number_behind() {
  auto s = loopback::socket_pair();
  char byte;
  co_await coax::move_on_after(2ms, coax::recv(s.left.get(), &byte, 1, 0));
  descriptor copy(::fcntl(s.left.get(), F_DUPFD, 100));
  s.left = std::move(copy);
  co_return s;
}

coax::task<void> send_later(int fd) {
  co_await coax::sleep_for(5ms);
  ::send(fd, "x", 1, 0);
}

coax::task<void> connect_in_vain(unsigned short port) {
  const descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(port);
  auto connects = coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_FALSE(co_await coax::move_on_after(30ms, std::move(connects)));
}

coax::task<void> connect_with_a_used_number() {
  const loopback::listener full(0);
  const sockaddr_in to = loopback::address(full.port);
  std::vector<descriptor> queued;
  for (int i = 0; i < 4; ++i) {
    queued.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
    ::connect(queued.back().get(), loopback::generic(to), sizeof to);
  }
  auto old = co_await leave_a_number_behind();
  co_await coax::gather(connect_in_vain(full.port), send_later(old.right.get()));
}

TEST(Socket, ConnectIsNotEndedByTheSocketThatHadTheNumber) {
  coax::run(connect_with_a_used_number());
}

struct unix_address {
  explicit unix_address(const std::string &name) {
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, sizeof address.sun_path - 2); // abstract name space
    size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  }
  const sockaddr *generic() const { return reinterpret_cast<const sockaddr *>(&address); }
  sockaddr_un address{};
  socklen_t size;
};

coax::task<void> connect_unix(const unix_address &to) {
  const descriptor s(::socket(AF_UNIX, SOCK_STREAM, 0));
  const int result = co_await coax::connect(s.get(), to.generic(), to.size);
  EXPECT_EQ(result, 0);
}

coax::task<void> accept_slowly(int listener, int count) {
  for (int i = 0; i < count; ++i) {
    co_await coax::sleep_for(2ms);
    const descriptor accepted(co_await coax::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC));
    EXPECT_GE(accepted.get(), 0);
    EXPECT_EQ(::fcntl(accepted.get(), F_GETFD), FD_CLOEXEC);
  }
}

coax::task<void> full_backlog() {
  const unix_address name("coax-test-" + std::to_string(::getpid()));
  const descriptor l(::socket(AF_UNIX, SOCK_STREAM, 0));
  EXPECT_EQ(::bind(l.get(), name.generic(), name.size), 0);
  EXPECT_EQ(::listen(l.get(), 0), 0);
  co_await coax::gather(accept_slowly(l.get(), 4), connect_unix(name), connect_unix(name),
                        connect_unix(name), connect_unix(name));
}

TEST(Socket, ConnectWaitsForAFullUnixBacklog) { coax::run(full_backlog()); }

coax::task<void> receive_and_note(int fd, char who, std::string &order) {
  char byte;
  co_await coax::recv(fd, &byte, 1, 0);
  order += who;
}

coax::task<void> accept_and_note(int listener, char who, std::string &order) {
  const descriptor accepted(co_await coax::accept(listener, nullptr, nullptr));
  EXPECT_GE(accepted.get(), 0);
  order += who;
}

coax::task<void> read_message_and_note(int fd, char who, std::string &order) {
  char byte;
  iovec part{&byte, 1};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  co_await coax::recvmsg(fd, &message, 0);
  order += who;
}

/// Four tasks that wait, and what wakes one of them, four times.
template <class Wait, class Wake> coax::task<void> in_order(int fd, Wait wait, Wake wake_one) {
  std::string order;
  std::vector<coax::handle<void>> all;
  for (char who = 'a'; who <= 'd'; ++who)
    all.push_back(coax::spawn(wait, fd, who, std::ref(order)));
  co_await coax::yield();
  for (int i = 0; i < 4; ++i) {
    wake_one();
    co_await coax::sleep_for(1ms);
  }
  for (auto &one : all)
    co_await one.join();
  EXPECT_EQ(order, "abcd");
}

coax::task<void> first_come_first_served() {
  const auto s = loopback::socket_pair(SOCK_DGRAM);
  auto send_one = [&] { ::send(s.right.get(), "x", 1, 0); };
  co_await in_order(s.left.get(), receive_and_note, send_one);
  co_await in_order(s.left.get(), read_message_and_note, send_one);
  const loopback::listener l;
  const sockaddr_in to = loopback::address(l.port);
  auto connect_one = [&] {
    const descriptor made(::socket(AF_INET, SOCK_STREAM, 0));
    ::connect(made.get(), loopback::generic(to), sizeof to);
  };
  co_await in_order(l.socket.get(), accept_and_note, connect_one);
}

TEST(Socket, WhoWaitsIsServedFirstComeFirstServed) { coax::run(first_come_first_served()); }

coax::task<void> connect_to_full_backlog() {
  const unix_address name("coax-full-" + std::to_string(::getpid()));
  const descriptor l(::socket(AF_UNIX, SOCK_STREAM, 0));
  EXPECT_EQ(::bind(l.get(), name.generic(), name.size), 0);
  EXPECT_EQ(::listen(l.get(), 0), 0);
  const descriptor fills(::socket(AF_UNIX, SOCK_STREAM, 0));
  EXPECT_EQ(::connect(fills.get(), name.generic(), name.size), 0);
  const descriptor s(::socket(AF_UNIX, SOCK_STREAM, 0));
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(
      co_await coax::move_on_after(20ms, coax::connect(s.get(), name.generic(), name.size)));
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1s);
  const timeval limit{0, 20'000};
  ::setsockopt(s.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  errno = 0;
  const int result = co_await coax::connect(s.get(), name.generic(), name.size);
  EXPECT_EQ(result, -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST(Socket, WaitForAFullUnixBacklogCanBeCancelled) { coax::run(connect_to_full_backlog()); }

/// A TCP listener that lets nobody in until somebody is accepted: what would connect stays on the
/// way.
struct full_listener : loopback::listener {
  full_listener() : listener(0) {
    const sockaddr_in to = loopback::address(port);
    for (descriptor &one : fill) {
      one = descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
      ::connect(one.get(), loopback::generic(to), sizeof to);
    }
  }
  void let_in() {
    pollfd one{socket.get(), POLLIN, 0};
    while (::poll(&one, 1, 50) == 1)
      ::close(::accept(socket.get(), nullptr, nullptr));
  }
  descriptor fill[3];
};

coax::task<void> accept_later(full_listener &l) {
  co_await coax::sleep_for(20ms);
  co_await coax::offload([&l] { l.let_in(); });
}

coax::task<void> connect_again() {
  full_listener l;
  const sockaddr_in to = loopback::address(l.port);
  const descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
  timeval limit{0, 20'000};
  ::setsockopt(s.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  int result = co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_EQ(result, -1);
  EXPECT_EQ(errno, EINPROGRESS);
  const auto start = std::chrono::steady_clock::now();
  result = co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_EQ(result, -1);
  EXPECT_EQ(errno, EALREADY);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 20ms);
  limit = {20, 0};
  ::setsockopt(s.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  auto accepts = coax::spawn(accept_later, std::ref(l));
  result = co_await coax::connect(s.get(), loopback::generic(to), sizeof to);
  EXPECT_EQ(result, 0);
  co_await accepts.join();
}

TEST(Socket, ConnectGoesOnWithOneThatWasInterrupted) { coax::run(connect_again()); }

template <class Receive> coax::task<void> receive_often(int fd, int &count, Receive receive) {
  for (char byte; co_await receive(fd, &byte, 1) == 1 && byte != 'q';)
    ++count;
}

template <class Receive> coax::task<void> in_turn(loopback::pair &ends, Receive receive) {
  int counts[3] = {};
  std::vector<coax::handle<void>> all;
  for (int &count : counts)
    all.push_back(coax::spawn(receive_often<Receive>, ends.left.get(), std::ref(count), receive));
  for (int i = 0; i < 12; ++i) {
    co_await coax::sleep_for(1ms);
    ::write(ends.right.get(), i < 9 ? "x" : "q", 1);
  }
  for (auto &one : all)
    co_await one.join();
  for (const int count : counts)
    EXPECT_EQ(count, 3);
}

coax::task<void> behind_the_others() {
  auto s = loopback::socket_pair(SOCK_DGRAM);
  co_await in_turn(s, [](int fd, char *to, std::size_t n) { return coax::recv(fd, to, n, 0); });
  auto p = loopback::pipe_pair();
  co_await in_turn(p, [](int fd, char *to, std::size_t n) { return coax::read(fd, to, n); });
}

TEST(Socket, WhoComesBackQueuesBehindTheOthers) { coax::run(behind_the_others()); }

coax::task<std::string> receive_some(int fd, int flags = 0) {
  char buffer[100];
  const ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, flags);
  co_return n < 0 ? "failed" : std::string(buffer, static_cast<std::size_t>(n));
}

coax::task<coax::tcp_stream> connect_to(coax::tcp_listener &l) {
  std::vector<coax::socket_address> at{l.local_address()};
  auto peer = co_await coax::tcp_stream::connect(std::move(at));
  co_return peer;
}

// A read that got less than it asked for is not followed by an attempt, but by a wait.
coax::task<void> short_reads() {
  auto l = coax::tcp_listener::bind("127.0.0.1", 0);
  auto near = co_await connect_to(l);
  auto far = co_await l.accept();
  for (int i = 0; i < 3; ++i) {
    co_await near.write("ab");
    const std::string peeked = co_await receive_some(far.fd(), MSG_PEEK);
    const std::string got = co_await receive_some(far.fd());
    EXPECT_EQ(peeked, "ab");
    EXPECT_EQ(got, "ab");
    auto waits = coax::spawn(receive_some, far.fd(), 0);
    co_await coax::yield();
    co_await near.write("cd");
    const std::string later = co_await waits.join();
    EXPECT_EQ(later, "cd");
  }
  co_await near.write("last");
  near.shutdown_write();
  co_await coax::sleep_for(std::chrono::milliseconds(1));
  const std::string last = co_await receive_some(far.fd());
  const std::string end = co_await receive_some(far.fd());
  EXPECT_EQ(last, "last");
  EXPECT_EQ(end, "");
}

TEST(Socket, ShortReadsLoseNothing) { coax::run(short_reads()); }

coax::task<void> reuse_a_number() {
  auto l = coax::tcp_listener::bind("127.0.0.1", 0);
  auto near = co_await connect_to(l);
  auto far = co_await l.accept();
  auto waits = coax::spawn(receive_some, far.fd(), 0);
  co_await coax::yield();
  co_await near.write("ab");
  co_await waits.join();
  auto next = co_await connect_to(l);
  const int number = far.release();
  ::close(number); // the loop is not told
  auto next_far = co_await l.accept();
  EXPECT_EQ(next_far.fd(), number);
  co_await next.write("new");
  const std::string got = co_await receive_some(next_far.fd());
  EXPECT_EQ(got, "new");
}

TEST(Socket, AShortReadSaysNothingOfTheNextWithThatNumber) { coax::run(reuse_a_number()); }

} // namespace
