// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The echo server on libuv.
#include "echo_peers.h"

#include <cstdlib>
#include <uv.h>

namespace {

/// One connection, and the one answer that is under way.
struct connection {
  uv_tcp_t socket;
  uv_write_t answer;
  char buffer[echo::buffer_size];
};

void free_connection(uv_handle_t *socket) { delete static_cast<connection *>(socket->data); }

void give_buffer(uv_handle_t *socket, std::size_t, uv_buf_t *buffer) {
  *buffer = uv_buf_init(static_cast<connection *>(socket->data)->buffer, echo::buffer_size);
}

void on_read(uv_stream_t *socket, ssize_t n, const uv_buf_t *buffer) {
  if (n < 0)
    return uv_close(reinterpret_cast<uv_handle_t *>(socket), free_connection);
  uv_buf_t answer = uv_buf_init(buffer->base, static_cast<unsigned>(n));
  // First on the spot, as every other server here does.
  const int sent = uv_try_write(socket, &answer, 1);
  if (sent == n || n == 0)
    return;
  const int done = sent > 0 ? sent : 0;
  answer = uv_buf_init(buffer->base + done, static_cast<unsigned>(n - done));
  uv_read_stop(socket);
  uv_write(&static_cast<connection *>(socket->data)->answer, socket, &answer, 1,
           [](uv_write_t *ended, int) { uv_read_start(ended->handle, give_buffer, on_read); });
}

void on_connection(uv_stream_t *listener, int) {
  auto *one = new connection;
  uv_tcp_init(listener->loop, &one->socket);
  one->socket.data = one;
  auto *stream = reinterpret_cast<uv_stream_t *>(&one->socket);
  uv_accept(listener, stream);
  uv_read_start(stream, give_buffer, on_read);
}

} // namespace

void echo::serve_uv(int listener) {
  uv_loop_t *loop = uv_default_loop();
  uv_tcp_t server;
  uv_tcp_init(loop, &server);
  uv_tcp_open(&server, listener);
  uv_listen(reinterpret_cast<uv_stream_t *>(&server), 4096, on_connection);
  uv_run(loop, UV_RUN_DEFAULT);
  std::abort();
}
