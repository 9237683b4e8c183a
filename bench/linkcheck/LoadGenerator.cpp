// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "LoadGenerator.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace coax::bench {

namespace {

/// A connected, non-blocking socket, or -1.
int connectLoopback(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return -1;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
    return fd;
  ::close(fd);
  return -1;
}

} // namespace

LoadGenerator::LoadGenerator(int port, int connections)
    : port_(port), epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      connections_(static_cast<std::size_t>(connections)) {
  if (epoll_ < 0)
    throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

LoadGenerator::~LoadGenerator() {
  for (const Connection &connection : connections_)
    if (connection.fd >= 0)
      ::close(connection.fd);
  ::close(epoll_);
}

void LoadGenerator::open() {
  for (std::size_t i = 0; i < connections_.size(); ++i) {
    connections_[i].fd = connectLoopback(port_);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    if (connections_[i].fd < 0)
      ++errors_;
    else if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].fd, &event) != 0)
      drop(connections_[i]);
  }
}

void LoadGenerator::ask(const std::string &request, int times, Clock::time_point deadline) {
  request_ = request + "\n";
  busy_ = 0;
  for (Connection &connection : connections_) {
    if (connection.fd < 0)
      continue;
    connection.outstanding = times;
    ++busy_;
    send(connection);
  }
  std::array<epoll_event, 256> events;
  while (busy_ > 0 && Clock::now() < deadline) {
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                   millisecondsUntil(deadline));
    for (int i = 0; i < ready; ++i)
      onReadable(connections_[events[static_cast<std::size_t>(i)].data.u64]);
  }
  for (Connection &connection : connections_)
    if (connection.fd >= 0 && connection.outstanding > 0)
      drop(connection);
}

void LoadGenerator::send(Connection &connection) {
  connection.sentAt = Clock::now();
  const ssize_t sent =
      ::send(connection.fd, request_.data(), request_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent != static_cast<ssize_t>(request_.size()))
    drop(connection);
}

void LoadGenerator::onReadable(Connection &connection) {
  char chunk[4096];
  const ssize_t received = ::recv(connection.fd, chunk, sizeof chunk, MSG_DONTWAIT);
  if (received < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (received <= 0)
    return drop(connection);
  if (chunk[received - 1] != '\n')
    return; // The rest of the line is still on its way.
  const auto took = Clock::now() - connection.sentAt;
  latencies_.push_back(static_cast<std::uint32_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
  if (--connection.outstanding > 0)
    return send(connection);
  --busy_;
}

/// Counts an error and closes.
void LoadGenerator::drop(Connection &connection) {
  ::close(std::exchange(connection.fd, -1));
  ++errors_;
  if (std::exchange(connection.outstanding, 0) > 0)
    --busy_;
}

int LoadGenerator::millisecondsUntil(Clock::time_point deadline) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<long>(left, 0, 60000));
}

} // namespace coax::bench
