// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <arpa/inet.h>
#include <coax/run.hpp>
#include <coax/socket.hpp>
#include <gtest/gtest.h>
#include <netdb.h>
#include <netinet/in.h>

namespace {

coax::task<void> numeric() {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo *list = nullptr;
  const int error = co_await coax::getaddrinfo("127.0.0.1", "80", &hints, &list);
  EXPECT_EQ(error, 0) << gai_strerror(error);
  if (error)
    co_return;
  const auto *in = reinterpret_cast<const sockaddr_in *>(list->ai_addr);
  EXPECT_EQ(in->sin_port, htons(80));
  char host[64];
  const int reverse = co_await coax::getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof host,
                                                 nullptr, 0, NI_NUMERICHOST);
  EXPECT_EQ(reverse, 0);
  EXPECT_STREQ(host, "127.0.0.1");
  ::freeaddrinfo(list);
}

TEST(Resolve, NumericAddresses) { coax::run(numeric()); }

// The name needs the hosts file; what it yields is what the blocking call yields.
coax::task<void> by_name() {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  addrinfo *expected = nullptr, *list = nullptr;
  const int blocking = ::getaddrinfo("localhost", nullptr, &hints, &expected);
  const int error = co_await coax::getaddrinfo("localhost", nullptr, &hints, &list);
  EXPECT_EQ(error, blocking);
  if (expected)
    ::freeaddrinfo(expected);
  if (list)
    ::freeaddrinfo(list);
}

TEST(Resolve, Names) { coax::run(by_name()); }

coax::task<void> failures() {
  addrinfo *list = nullptr;
  const int nothing = co_await coax::getaddrinfo(nullptr, nullptr, nullptr, &list);
  EXPECT_EQ(nothing, EAI_NONAME);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  const int not_numeric = co_await coax::getaddrinfo("localhost", nullptr, &hints, &list);
  EXPECT_EQ(not_numeric, EAI_NONAME);
}

TEST(Resolve, Failures) { coax::run(failures()); }

} // namespace
