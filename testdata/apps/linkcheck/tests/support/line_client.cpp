// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "line_client.h"

#include "test.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>

namespace test {

LineClient::LineClient(Fd fd) : fd_(std::move(fd)) {
  const timeval patience{60, 0};
  ::setsockopt(fd_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

void LineClient::send(const std::string &text) {
  if (!sendText(fd_.get(), text))
    throw Failure(std::string("send: ") + std::strerror(errno));
}

std::string LineClient::receive() {
  std::string::size_type end;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    char chunk[4096];
    const ssize_t received = ::recv(fd_.get(), chunk, sizeof chunk, 0);
    if (received <= 0)
      throw Failure("no answer: " +
                    std::string(received == 0 ? "end of stream" : std::strerror(errno)));
    buffer_.append(chunk, static_cast<std::size_t>(received));
  }
  std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  return line;
}

bool LineClient::closed() {
  char chunk[4096];
  ssize_t received;
  while ((received = ::recv(fd_.get(), chunk, sizeof chunk, 0)) > 0) {
  }
  return received == 0 || errno == ECONNRESET;
}

std::string LineClient::ask(const std::string &request) {
  send(request + "\n");
  return receive();
}

} // namespace test
