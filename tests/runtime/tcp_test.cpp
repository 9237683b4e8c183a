// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <chrono>
#include <coax/coax.hpp>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using coax::socket_address;
using coax::tcp_listener;
using coax::tcp_stream;

constexpr std::int64_t second_ns = 1'000'000'000;

coax::task<void> echo_once(tcp_listener &listener) {
  tcp_stream connection = co_await listener.accept();
  char buffer[64];
  for (;;) {
    const std::size_t n = co_await connection.read(buffer, sizeof buffer);
    if (n == 0)
      co_return;
    co_await connection.write(buffer, n);
  }
}

coax::task<void> talks() {
  tcp_listener listener = tcp_listener::bind("127.0.0.1", 0);
  auto server = coax::spawn(echo_once, std::ref(listener));
  const std::uint16_t port = listener.local_address().port();
  tcp_stream client = co_await tcp_stream::connect("127.0.0.1", port);
  EXPECT_EQ(client.peer_address(), listener.local_address());
  co_await client.write("hello");
  char back[5];
  co_await client.read_exactly(back, sizeof back);
  EXPECT_EQ(std::string(back, 5), "hello");
  client.shutdown_write();
  const std::size_t end = co_await client.read(back, sizeof back);
  EXPECT_EQ(end, 0U);
  co_await server.join();
}

TEST(Tcp, StreamsAndListenersTalk) { coax::run(talks()); }

struct connected {
  tcp_stream client, server;
};

coax::task<connected> make_connection() {
  tcp_listener listener = tcp_listener::bind("127.0.0.1", 0);
  const std::uint16_t port = listener.local_address().port();
  connected ends;
  ends.client = co_await tcp_stream::connect("127.0.0.1", port);
  ends.server = co_await listener.accept();
  co_return std::move(ends);
}

coax::task<void> write_all(tcp_stream &to, const std::string &what) {
  co_await to.write(what);
  to.shutdown_write();
}

coax::task<std::string> read_all(tcp_stream &from) {
  std::string all;
  char buffer[1000];
  for (;;) {
    const std::size_t n = co_await from.read(buffer, sizeof buffer);
    if (n == 0)
      co_return all;
    all.append(buffer, n);
  }
}

coax::task<void> large() {
  connected ends = co_await make_connection();
  const std::string what(20'000'000, 'x'); // more than the sockets' buffers hold
  auto both = coax::gather(write_all(ends.client, what), read_all(ends.server));
  const auto results = co_await std::move(both);
  EXPECT_EQ(std::get<1>(results), what);
}

TEST(Tcp, WriteReturnsWhenEverythingIsQueued) { coax::run(large()); }

coax::task<void> early_end() {
  connected ends = co_await make_connection();
  co_await ends.client.write("abc");
  ends.client.shutdown_write();
  char buffer[4];
  EXPECT_THROW(co_await ends.server.read_exactly(buffer, 4), coax::end_of_stream);
}

TEST(Tcp, ReadExactlyThrowsAtAnEarlyEnd) { coax::run(early_end()); }

coax::task<void> write_until_refused(tcp_stream &to) {
  for (;;) {
    co_await to.write("more");
    co_await coax::yield();
  }
}

coax::task<void> gone() {
  connected ends = co_await make_connection();
  co_await ends.server.close();
  EXPECT_FALSE(ends.server);
  EXPECT_THROW(co_await write_until_refused(ends.client), std::system_error);
}

TEST(Tcp, AVanishedPeerIsAnExceptionAndNoSignal) { coax::run(gone()); }

coax::task<std::error_code> error_of_read(tcp_stream &from) {
  char byte;
  try {
    co_await from.read(&byte, 1);
  } catch (const std::system_error &error) {
    co_return error.code();
  }
  co_return std::error_code();
}

coax::task<void> close_under_a_reader() {
  connected ends = co_await make_connection();
  auto reader = coax::spawn(error_of_read, std::ref(ends.client));
  co_await coax::sleep_for(1ms);
  co_await ends.client.close();
  const std::error_code error = co_await reader.join();
  EXPECT_EQ(error, std::errc::bad_file_descriptor);
}

TEST(Tcp, CloseEndsWaitingReads) { coax::run(close_under_a_reader()); }

coax::task<void> no_delay() {
  connected ends = co_await make_connection();
  for (const tcp_stream *end : {&ends.client, &ends.server}) {
    int on = 0;
    socklen_t size = sizeof on;
    EXPECT_EQ(::getsockopt(end->fd(), IPPROTO_TCP, TCP_NODELAY, &on, &size), 0);
    EXPECT_NE(on, 0);
    EXPECT_NE(::fcntl(end->fd(), F_GETFD) & FD_CLOEXEC, 0);
  }
}

TEST(Tcp, SmallWritesGoAtOnceAndProgramsDoNotInherit) { coax::run(no_delay()); }

TEST(HappyEyeballs, FamiliesTakeTurns) {
  const auto address = [](const char *host) { return socket_address::ip(host, 1); };
  const std::vector<socket_address> sorted{address("::1"), address("::2"), address("::3"),
                                           address("127.0.0.1"), address("127.0.0.2")};
  const std::vector<socket_address> turns{address("::1"), address("127.0.0.1"), address("::2"),
                                          address("127.0.0.2"), address("::3")};
  EXPECT_EQ(coax::detail::alternate_families(sorted), turns);
  EXPECT_TRUE(coax::detail::alternate_families({}).empty());
}

socket_address address_of(const loopback::bound_socket &s) {
  return socket_address::ip("127.0.0.1", s.port);
}

coax::task<std::uint16_t> port_that_connects(std::vector<socket_address> addresses,
                                             std::int64_t stagger_ns) {
  tcp_stream stream = co_await coax::detail::connect_staggered(std::move(addresses), stagger_ns);
  co_return stream.peer_address().port();
}

// The delay is an hour: only the refusal can have started the second attempt.
coax::task<void> refused_first() {
  const loopback::bound_socket refuses;
  const loopback::listener listens;
  std::vector<socket_address> addresses{address_of(refuses), address_of(listens)};
  const std::uint16_t port = co_await port_that_connects(std::move(addresses), 3600 * second_ns);
  EXPECT_EQ(port, listens.port);
}

TEST(HappyEyeballs, ARefusalStartsTheNextAtOnce) { coax::run(refused_first()); }

/// A listener that answers no more connections: its queue is full.
struct unresponsive : loopback::bound_socket {
  unresponsive() {
    ::listen(socket.get(), 0);
    const sockaddr_in to = loopback::address(port);
    for (bool answers = true; answers && queued.size() < 64;) {
      queued.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
      ::connect(queued.back().get(), loopback::generic(to), sizeof to);
      pollfd connected{queued.back().get(), POLLOUT, 0};
      answers = ::poll(&connected, 1, 200) == 1;
    }
  }
  std::vector<loopback::descriptor> queued;
};

coax::task<void> silent_first() {
  const unresponsive silent;
  const loopback::listener listens;
  const auto start = std::chrono::steady_clock::now();
  std::vector<socket_address> addresses{address_of(silent), address_of(listens)};
  const std::uint16_t port = co_await port_that_connects(std::move(addresses), second_ns / 50);
  EXPECT_EQ(port, listens.port);
  EXPECT_GE(std::chrono::steady_clock::now() - start, 20ms);
}

TEST(HappyEyeballs, SilenceStartsTheNextAfterTheDelay) { coax::run(silent_first()); }

int open_descriptors() {
  int count = 0;
  for (int fd = 0; fd < 1024; ++fd)
    count += ::fcntl(fd, F_GETFD) >= 0;
  return count;
}

coax::task<void> silent_only(const unresponsive &silent) {
  std::vector<socket_address> addresses{address_of(silent), address_of(silent)};
  auto connecting = coax::detail::connect_staggered(std::move(addresses), second_ns / 1000);
  EXPECT_THROW(co_await coax::timeout(20ms, std::move(connecting)), coax::timed_out);
}

TEST(HappyEyeballs, ATimeoutGivesUpEveryAttempt) {
  const unresponsive silent;
  const int before = open_descriptors();
  coax::run(silent_only(silent));
  EXPECT_EQ(open_descriptors(), before);
}

coax::task<void> all_refuse() {
  const loopback::bound_socket a, b;
  std::error_code code;
  std::string what;
  try {
    std::vector<socket_address> addresses{address_of(a), address_of(b)};
    co_await tcp_stream::connect(std::move(addresses));
  } catch (const std::system_error &error) {
    code = error.code();
    what = error.what();
  }
  EXPECT_EQ(code, std::errc::connection_refused);
  EXPECT_NE(what.find(address_of(a).text()), std::string::npos) << what;
  EXPECT_THROW(co_await tcp_stream::connect(std::vector<socket_address>()), std::system_error);
}

TEST(HappyEyeballs, WhenAllFailTheErrorNamesTheFirst) { coax::run(all_refuse()); }

} // namespace
