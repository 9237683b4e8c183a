// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two ends of a connection over loopback.
#include "Check.h"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

namespace {

int listenOnLoopback(sockaddr_in &address) {
  int listener = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  CHECK(bind(listener, reinterpret_cast<sockaddr *>(&address), size) == 0);
  CHECK(listen(listener, 4) == 0);
  CHECK(getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size) == 0);
  return listener;
}

bool isReadable(int socket) {
  pollfd wanted = {socket, POLLIN, 0};
  return ::poll(&wanted, 1, 1000) == 1;
}

bool isReadableBySelect(int socket) {
  fd_set set;
  FD_ZERO(&set);
  FD_SET(socket, &set);
  timeval limit = {1, 0};
  return select(socket + 1, &set, nullptr, nullptr, &limit) == 1;
}

bool isReadableByEpoll(int socket) {
  int poller = epoll_create1(0);
  epoll_event wanted = {EPOLLIN, {}}, event;
  epoll_ctl(poller, EPOLL_CTL_ADD, socket, &wanted);
  bool readable = epoll_wait(poller, &event, 1, 1000) == 1;
  close(poller);
  return readable;
}

void serve(int listener) {
  int peer = accept(listener, nullptr, nullptr);
  char text[16];
  ssize_t count = recv(peer, text, sizeof text, 0);
  send(peer, text, static_cast<std::size_t>(count), MSG_NOSIGNAL);
  iovec part = {text, sizeof text};
  msghdr message = {};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  part.iov_len = static_cast<std::size_t>(recvmsg(peer, &message, 0));
  sendmsg(peer, &message, MSG_NOSIGNAL);
  close(peer);
}

void resolve() {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST;
  addrinfo *found = nullptr;
  CHECK(getaddrinfo("127.0.0.1", "80", &hints, &found) == 0);
  char host[64];
  CHECK(getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, nullptr, 0, 0) == 0);
  freeaddrinfo(found);
  CHECK(gethostbyname("127.0.0.1"));
}

} // namespace

int main() {
  sockaddr_in address = {};
  int listener = listenOnLoopback(address);
  std::thread server(serve, listener);
  int client = socket(AF_INET, SOCK_STREAM, 0);
  CHECK(connect(client, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
  char text[16];
  CHECK(sendto(client, "ping", 4, 0, nullptr, 0) == 4);
  CHECK(isReadable(client) && isReadableBySelect(client) && isReadableByEpoll(client));
  CHECK(recvfrom(client, text, sizeof text, 0, nullptr, nullptr) == 4);
  CHECK(write(client, "more", 4) == 4 && read(client, text, sizeof text) == 4);
  server.join();
  resolve();
}
