// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "task_server.h"

#include "introspect_json.h"

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace coax::detail {

namespace {

[[noreturn]] void fail(int error, const std::string &what) {
  throw std::system_error(error, std::generic_category(), "coax: " + what);
}

std::string default_folder() { return "/tmp/coax-" + std::to_string(::geteuid()); }

/// Nobody else can have put anything there.
void make_private_folder(const std::string &path) {
  if (::mkdir(path.c_str(), 0700) < 0 && errno != EEXIST)
    fail(errno, path);
  struct stat is {};
  if (::lstat(path.c_str(), &is) < 0)
    fail(errno, path);
  if (!S_ISDIR(is.st_mode) || is.st_uid != ::geteuid() || (is.st_mode & 077))
    fail(EPERM, path + " is not a folder of this user alone");
}

sockaddr_un address_of(const std::string &path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    fail(ENAMETOOLONG, path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int new_socket() {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    fail(errno, "socket");
  return fd;
}

/// Whether the path is a socket on which nobody listens any more.
bool is_left_over(const std::string &path, const sockaddr_un &address) {
  struct stat is {};
  if (::lstat(path.c_str(), &is) < 0 || !S_ISSOCK(is.st_mode))
    return false;
  const int probe = new_socket();
  const int result = ::connect(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address);
  const bool refused = result < 0 && errno == ECONNREFUSED;
  ::close(probe);
  return refused;
}

// The mode that the socket has before bind() is the one that its path gets, less the umask: there
// is no moment in which others could connect. Source: unix(7); Linux, unix_bind().
int listen_at(const std::string &path) {
  const sockaddr_un address = address_of(path);
  if (is_left_over(path, address))
    ::unlink(path.c_str());
  const int fd = new_socket();
  if (::fchmod(fd, 0600) < 0 ||
      ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) < 0 ||
      ::listen(fd, 4) < 0) {
    const int error = errno;
    ::close(fd);
    fail(error, path);
  }
  return fd;
}

bool is_same_user(int client) noexcept {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == 0);
}

/// Up to the end of the first line; empty when the client takes longer than a second.
std::string read_line(int client) {
  char line[64];
  std::size_t size = 0;
  while (size < sizeof line) {
    pollfd ready{client, POLLIN, 0};
    if (::poll(&ready, 1, 1000) != 1)
      break;
    const ssize_t got = ::recv(client, line + size, sizeof line - size, 0);
    if (got <= 0)
      break;
    size += static_cast<std::size_t>(got);
    const std::string_view text(line, size);
    if (const std::size_t end = text.find('\n'); end != text.npos)
      return std::string(text.substr(0, end));
  }
  return {};
}

void send_all(int client, const std::string &text) noexcept {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = ::send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return; // gone, or slower than the time-out
    sent += static_cast<std::size_t>(n);
  }
}

std::string answer(const std::string &request) {
  if (request == "coax 1 tasks")
    return tasks_as_json();
  if (request == "coax 1 metrics")
    return metrics_as_json();
  return error_as_json("unknown request");
}

} // namespace

std::string default_socket_path() { return default_folder() + "/" + std::to_string(::getpid()); }

task_server::task_server(std::string path) : path_(std::move(path)) {
  if (path_.empty()) {
    make_private_folder(default_folder());
    path_ = default_socket_path();
  }
  listener_ = listen_at(path_);
}

void task_server::run() noexcept {
  for (;;) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) {
      serve(client);
      ::close(client);
    } else if (errno != EINTR && errno != ECONNABORTED) {
      ::poll(nullptr, 0, 100); // out of descriptors or memory: later
    }
  }
}

void task_server::serve(int client) const noexcept {
  const timeval limit{2, 0};
  ::setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (!is_same_user(client))
    return;
  const std::string request = read_line(client);
  if (request.empty())
    return;
  try {
    send_all(client, answer(request) + "\n");
  } catch (const std::exception &e) { // out of memory
    send_all(client, error_as_json(e.what()) + "\n");
  }
}

void task_server::remove_path() const noexcept { ::unlink(path_.c_str()); }

} // namespace coax::detail
