// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The echo server on Asio's awaitable: one io_context, one thread, told so.
#include "echo_peers.h"

#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <cstdlib>

namespace {

using asio::awaitable;
using asio::ip::tcp;
constexpr auto returns_error = asio::experimental::as_tuple(asio::use_awaitable);

awaitable<void> talk(tcp::socket socket) {
  char buffer[echo::buffer_size];
  for (;;) {
    const auto [failed, n] = co_await socket.async_read_some(asio::buffer(buffer), returns_error);
    if (failed)
      co_return;
    co_await asio::async_write(socket, asio::buffer(buffer, n), returns_error);
  }
}

awaitable<void> accept_all(tcp::acceptor &acceptor) {
  for (;;) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), talk(std::move(socket)), asio::detached);
  }
}

} // namespace

void echo::serve_asio(int listener) {
  asio::io_context context(1);
  tcp::acceptor acceptor(context, tcp::v4(), listener);
  asio::co_spawn(context, accept_all(acceptor), asio::detached);
  context.run();
  std::abort(); // accepting never ends
}
