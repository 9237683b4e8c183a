// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <coax/coax.hpp>
#include <gtest/gtest.h>
#include <string>

namespace {

using coax::udp_socket;

coax::task<void> exchange() {
  udp_socket a = udp_socket::bind("127.0.0.1", 0);
  udp_socket b = udp_socket::bind("127.0.0.1", 0);
  const coax::socket_address to_b = b.local_address();
  co_await a.send_to("first", to_b);
  co_await a.send_to("", to_b);
  char buffer[16];
  const coax::datagram first = co_await b.receive_from(buffer, sizeof buffer);
  EXPECT_EQ(std::string(buffer, first.size), "first");
  EXPECT_FALSE(first.truncated);
  EXPECT_EQ(first.from, a.local_address());
  const coax::datagram empty = co_await b.receive_from(buffer, sizeof buffer);
  EXPECT_EQ(empty.size, 0U);
}

TEST(Udp, CarriesDatagramsWithTheirSender) { coax::run(exchange()); }

coax::task<void> wait_and_answer(udp_socket &server) {
  char buffer[4];
  const coax::datagram got = co_await server.receive_from(buffer, sizeof buffer);
  EXPECT_EQ(got.size, 4U);
  EXPECT_TRUE(got.truncated);
  co_await server.send_to(buffer, got.size, got.from);
}

coax::task<void> waits() {
  udp_socket server = udp_socket::bind("127.0.0.1", 0);
  auto answer = coax::spawn(wait_and_answer, std::ref(server));
  co_await coax::yield();
  co_await coax::yield();
  udp_socket client = udp_socket::connect(server.local_address());
  co_await client.send("longer than four");
  char buffer[16];
  const coax::datagram back = co_await client.receive_from(buffer, sizeof buffer);
  EXPECT_EQ(std::string(buffer, back.size), "long");
  co_await answer.join();
}

TEST(Udp, WaitsAndTellsWhenTheBufferWasTooSmall) { coax::run(waits()); }

coax::task<void> too_large() {
  udp_socket s = udp_socket::bind("127.0.0.1", 0);
  const std::string huge(100'000, 'x');
  std::error_code code;
  try {
    co_await s.send_to(huge, s.local_address());
  } catch (const std::system_error &error) {
    code = error.code();
  }
  EXPECT_EQ(code, std::errc::message_size);
}

TEST(Udp, TooLargeIsAnError) { coax::run(too_large()); }

coax::task<void> cancelled_receive() {
  udp_socket s = udp_socket::bind("127.0.0.1", 0);
  char byte;
  const bool ended =
      co_await coax::move_on_after(std::chrono::milliseconds(2), s.receive_from(&byte, 1));
  EXPECT_FALSE(ended);
}

TEST(Udp, ReceivingIsCancellable) { coax::run(cancelled_receive()); }

} // namespace
