// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/run.hpp>
#include <coax/socket_address.hpp>
#include <gtest/gtest.h>
#include <netdb.h>
#include <stdexcept>

namespace {

using coax::socket_address;

TEST(SocketAddress, NumericHosts) {
  const socket_address four = socket_address::ip("127.0.0.1", 80);
  EXPECT_EQ(four.family(), AF_INET);
  EXPECT_EQ(four.port(), 80);
  EXPECT_EQ(four.host(), "127.0.0.1");
  EXPECT_EQ(four.text(), "127.0.0.1:80");
  const socket_address six = socket_address::ip("::1", 65535);
  EXPECT_EQ(six.family(), AF_INET6);
  EXPECT_EQ(six.port(), 65535);
  EXPECT_EQ(six.text(), "[::1]:65535");
  EXPECT_THROW(socket_address::ip("localhost", 80), std::invalid_argument);
  EXPECT_THROW(socket_address::ip("1.2.3.4.5", 80), std::invalid_argument);
}

TEST(SocketAddress, IsAValue) {
  const socket_address a = socket_address::ip("127.0.0.1", 80);
  const socket_address same(a.data(), a.size());
  EXPECT_EQ(a, same);
  EXPECT_NE(a, socket_address::ip("127.0.0.1", 81));
  EXPECT_NE(a, socket_address::ip("127.0.0.2", 80));
  EXPECT_NE(a, socket_address());
  EXPECT_EQ(socket_address().family(), AF_UNSPEC);
  EXPECT_THROW(socket_address(a.data(), 10'000), std::length_error);
}

TEST(SocketAddress, UnixPaths) {
  const socket_address path = socket_address::unix_path("/tmp/x");
  EXPECT_EQ(path.family(), AF_UNIX);
  EXPECT_EQ(path.text(), "/tmp/x");
  EXPECT_EQ(path.port(), 0);
  const std::string name("\0abstract", 9);
  EXPECT_EQ(socket_address::unix_path(name).host(), name);
  EXPECT_EQ(socket_address::unix_path(std::string(107, 'x')).host().size(), 107U);
  EXPECT_THROW(socket_address::unix_path(std::string(108, 'x')), std::length_error);
}

coax::task<void> resolves() {
  const auto digits = co_await coax::resolve("127.0.0.1", 443);
  EXPECT_EQ(digits, std::vector<socket_address>{socket_address::ip("127.0.0.1", 443)});
}

TEST(Resolve, DigitsYieldTheirAddress) { coax::run(resolves()); }

// The label is longer than DNS allows, so no server is asked.
coax::task<void> no_such_host() {
  const std::string name(80, 'x');
  std::error_code code;
  try {
    co_await coax::resolve(name, 80);
  } catch (const std::system_error &error) {
    code = error.code();
  }
  EXPECT_TRUE(code);
  EXPECT_STREQ(code.category().name(), "getaddrinfo");
  EXPECT_EQ(code.message(), ::gai_strerror(code.value()));
}

TEST(Resolve, FailuresAreSystemErrors) { coax::run(no_such_host()); }

} // namespace
