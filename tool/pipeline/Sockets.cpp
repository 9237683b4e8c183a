// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/Sockets.h"

#include <cerrno>
#include <sys/socket.h>
#include <sys/types.h>

namespace coax {

bool sendAll(int descriptor, const char *bytes, std::size_t size) {
  while (size > 0) {
    ssize_t sent = ::send(descriptor, bytes, size, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR)
      continue;
    if (sent <= 0)
      return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receiveAll(int descriptor, char *bytes, std::size_t size) {
  while (size > 0) {
    ssize_t received = ::recv(descriptor, bytes, size, 0);
    if (received < 0 && errno == EINTR)
      continue;
    if (received <= 0)
      return false;
    bytes += received;
    size -= static_cast<std::size_t>(received);
  }
  return true;
}

} // namespace coax
