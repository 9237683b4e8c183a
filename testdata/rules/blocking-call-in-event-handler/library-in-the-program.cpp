// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library that the catalog knows and that is compiled as part of the program: what a call of it
// starts is known, how it does that is its own business.
#include <sys/socket.h>
#include <unistd.h>

namespace asio {
struct error_code {};
struct io_context {};
namespace detail {
inline void perform(int fd) {
  char byte;
  ::recv(fd, &byte, 1, 0); // expect-finding: blocking-socket
}
} // namespace detail
struct socket {
  int fd;
  template <typename Handler> void async_read_some(char *, Handler handler) {
    detail::perform(fd);
    handler(error_code());
  }
};
template <typename Handler> void post(io_context &, Handler handler) { handler(); }
} // namespace asio

void start(asio::io_context &loop, asio::socket &socket, char *buffer) {
  asio::post(loop, [&socket, buffer] {
    socket.async_read_some(buffer, [](asio::error_code) {
      fsync(3); // expect-finding: blocking-call-in-event-handler
    });
  });
}
