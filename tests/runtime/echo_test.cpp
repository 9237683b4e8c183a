// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loopback.h"

#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <ranges>
#include <string>
#include <sys/resource.h>

namespace {

coax::task<void> serve(int fd) {
  const loopback::descriptor connection(fd);
  char buffer[256];
  for (;;) {
    const ssize_t n = co_await coax::recv(fd, buffer, sizeof buffer, 0);
    if (n <= 0)
      co_return;
    co_await coax::send(fd, buffer, static_cast<std::size_t>(n), 0);
  }
}

coax::task<void> accept_all(int listener) {
  for (;;) {
    const int fd = co_await coax::accept(listener, nullptr, nullptr);
    if (fd < 0)
      co_return;
    coax::spawn(serve, fd).detach();
  }
}

coax::task<int> client(unsigned short port, int rounds) {
  const loopback::descriptor s(::socket(AF_INET, SOCK_STREAM, 0));
  const sockaddr_in to = loopback::address(port);
  if (co_await coax::connect(s.get(), loopback::generic(to), sizeof to) < 0)
    co_return 0;
  for (int i = 0; i < rounds; ++i) {
    const std::string text = "message " + std::to_string(i);
    co_await coax::send(s.get(), text.data(), text.size(), 0);
    std::string back(text.size(), '\0');
    const ssize_t n = co_await coax::recv(s.get(), back.data(), back.size(), MSG_WAITALL);
    if (n != static_cast<ssize_t>(text.size()) || back != text)
      co_return i;
  }
  co_return rounds;
}

coax::task<void> echo(int connections, int rounds) {
  const loopback::listener l;
  coax::spawn(accept_all, l.socket.get()).detach();
  auto clients = std::views::iota(0, connections) |
                 std::views::transform([&](int) { return client(l.port, rounds); });
  const std::vector<int> done = co_await coax::gather(clients);
  for (const int n : done)
    EXPECT_EQ(n, rounds);
}

TEST(Echo, AThousandConnectionsOnOneThread) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  if (files.rlim_cur < 2100)
    GTEST_SKIP() << "needs 2,100 descriptors";
  coax::run(echo(1000, 10));
}

} // namespace
