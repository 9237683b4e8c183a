// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "net.h"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <system_error>

namespace linkcheck {

void throwErrno(const std::string &what) {
  throw std::system_error(errno, std::generic_category(), what);
}

UniqueFd listenOn(const std::string &address, std::uint16_t port, int backlog) {
  sockaddr_in local{};
  local.sin_family = AF_INET;
  local.sin_port = htons(port);
  if (::inet_pton(AF_INET, address.c_str(), &local.sin_addr) != 1)
    throw std::invalid_argument("'" + address + "' is not an IPv4 address");

  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!fd)
    throwErrno("socket");
  const int on = 1;
  ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(fd.get(), reinterpret_cast<const sockaddr *>(&local), sizeof local) != 0)
    throwErrno("bind to " + address + ":" + std::to_string(port));
  if (::listen(fd.get(), backlog) != 0)
    throwErrno("listen");
  return fd;
}

std::uint16_t boundPort(int fd) {
  sockaddr_in local{};
  socklen_t length = sizeof local;
  if (::getsockname(fd, reinterpret_cast<sockaddr *>(&local), &length) != 0)
    throwErrno("getsockname");
  return ntohs(local.sin_port);
}

UniqueFd connectToAny(const std::vector<Endpoint> &endpoints) {
  for (const Endpoint &endpoint : endpoints) {
    UniqueFd fd(::socket(endpoint.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!fd)
      throwErrno("socket");
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&endpoint.address),
                  endpoint.length) == 0)
      return fd;
  }
  throwErrno("connect");
}

void sendAll(int fd, const char *data, std::size_t size) {
  while (size > 0) {
    const ssize_t sent = ::send(fd, data, size, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR)
        continue;
      throwErrno("send");
    }
    data += sent;
    size -= static_cast<std::size_t>(sent);
  }
}

void sendAll(int fd, const std::string &text) { sendAll(fd, text.data(), text.size()); }

bool waitReadable(int fd, std::chrono::milliseconds timeout) {
  pollfd entry{fd, POLLIN, 0};
  const int ready = ::poll(&entry, 1, static_cast<int>(timeout.count()));
  if (ready < 0)
    throwErrno("poll");
  return ready > 0;
}

bool LineReader::next(std::string &line) {
  std::string::size_type end;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    if (buffer_.size() > maxLine_)
      throw std::length_error("line too long");
    if (!fill())
      return false;
  }
  line.assign(buffer_, 0, end);
  buffer_.erase(0, end + 1);
  if (!line.empty() && line.back() == '\r')
    line.pop_back();
  return true;
}

/// Appends what is there to the buffer, waiting for at least one byte. False at the end.
bool LineReader::fill() {
  char chunk[1024];
  ssize_t received;
  while ((received = ::recv(fd_, chunk, sizeof chunk, 0)) < 0) {
    if (errno != EINTR)
      throwErrno("recv");
  }
  buffer_.append(chunk, static_cast<std::size_t>(received));
  return received > 0;
}

} // namespace linkcheck
