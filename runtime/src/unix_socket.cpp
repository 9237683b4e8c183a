// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cerrno>
#include <coax/socket.hpp>
#include <coax/unix_socket.hpp>
#include <sys/stat.h>
#include <unistd.h>

namespace coax {

namespace {

task<unix_stream> connect_path(std::string path) {
  const socket_address to = socket_address::unix_path(path);
  unix_stream stream(detail::open_socket(AF_UNIX, SOCK_STREAM));
  for (;;) {
    const int result = co_await coax::connect(stream.fd(), to.data(), to.size());
    if (result == 0)
      co_return stream;
    if (errno != EINTR)
      detail::throw_errno(errno, "connect to " + path);
  }
}

task<unix_stream> accept_stream(int fd) {
  const int connection = co_await detail::accept_one(fd);
  co_return unix_stream(connection);
}

} // namespace

task<unix_stream> unix_stream::connect(std::string path) { return connect_path(std::move(path)); }

std::pair<unix_stream, unix_stream> unix_stream::pair() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    detail::throw_errno(errno, "socketpair");
  return {unix_stream(ends[0]), unix_stream(ends[1])};
}

unix_listener::unix_listener(int fd, const std::string &path) : socket_owner(fd) {
  struct ::stat file;
  if (path.empty() || path[0] == '\0' || ::stat(path.c_str(), &file) < 0)
    return;
  path_ = path;
  device_ = file.st_dev;
  inode_ = file.st_ino;
}

unix_listener unix_listener::bind(const std::string &path, int backlog) {
  const socket_address address = socket_address::unix_path(path);
  return unix_listener(detail::open_listener(address, backlog), path);
}

unix_listener::unix_listener(unix_listener &&other) noexcept
    : socket_owner(std::move(other)), path_(std::exchange(other.path_, {})), device_(other.device_),
      inode_(other.inode_) {}

// What it owned before ends with the local name.
unix_listener &unix_listener::operator=(unix_listener &&other) noexcept {
  unix_listener before(std::move(*this));
  unix_listener taken(std::move(other));
  socket_owner::operator=(std::move(taken));
  path_ = std::exchange(taken.path_, {});
  device_ = taken.device_;
  inode_ = taken.inode_;
  return *this;
}

unix_listener::~unix_listener() {
  struct ::stat file;
  if (!path_.empty() && ::stat(path_.c_str(), &file) == 0 && file.st_dev == device_ &&
      file.st_ino == inode_)
    ::unlink(path_.c_str());
}

task<unix_stream> unix_listener::accept() { return accept_stream(fd()); }

} // namespace coax
