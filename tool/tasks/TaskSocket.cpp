// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/tasks/TaskSocket.h"

#include "analyzers/base/Error.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace coax {

namespace {

class Descriptor {
public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor &) = delete;
  Descriptor &operator=(const Descriptor &) = delete;
  ~Descriptor() { ::close(fd_); }
  int get() const { return fd_; }

private:
  int fd_;
};

/// The id that the process has in its own namespace, the last that NSpid lists. Source: proc(5).
std::string idInside(pid_t process) {
  std::ifstream status("/proc/" + std::to_string(process) + "/status");
  for (std::string line; std::getline(status, line);)
    if (line.compare(0, 6, "NSpid:") == 0)
      return line.substr(line.find_last_of("\t ") + 1);
  return std::to_string(process);
}

llvm::Error connectTo(int fd, const std::string &path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return makeError("{0}: too long for a socket", path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  if (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
    return llvm::Error::success();
  return makeError("cannot connect to {0}: {1}; the program has to run on the coax runtime with "
                   "COAX_SOCKET=1 in its environment, or call coax::observe",
                   path, std::strerror(errno));
}

llvm::Error checkPeer(int fd, const std::string &path, pid_t process) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
    return makeError("{0}: {1}", path, std::strerror(errno));
  if (process != 0 && peer.pid != process)
    return makeError("{0} is served by process {1}, not by {2}", path, peer.pid, process);
  return llvm::Error::success();
}

llvm::Expected<std::string> exchange(int fd, const std::string &request) {
  const timeval patience{10, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size()))
    return makeError("cannot ask: {0}", std::strerror(errno));
  std::string answer;
  char part[65536];
  for (;;) {
    const ssize_t n = ::recv(fd, part, sizeof part, 0);
    if (n == 0)
      return answer;
    if (n < 0 && errno != EINTR)
      return makeError("no answer: {0}", std::strerror(errno));
    if (n > 0)
      answer.append(part, static_cast<std::size_t>(n));
  }
}

} // namespace

llvm::Expected<std::string> taskSocketOf(pid_t process) {
  const std::string folder = "/proc/" + std::to_string(process);
  struct stat is {};
  if (::stat(folder.c_str(), &is) < 0)
    return makeError("there is no process {0}", process);
  return folder + "/root/tmp/coax-" + std::to_string(is.st_uid) + "/" + idInside(process);
}

llvm::Expected<Json> askForTasks(const std::string &path, const std::string &request,
                                 pid_t process) {
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (llvm::Error error = connectTo(socket.get(), path))
    return error;
  if (llvm::Error error = checkPeer(socket.get(), path, process))
    return error;
  llvm::Expected<std::string> text = exchange(socket.get(), "coax 1 " + request + "\n");
  if (!text)
    return text.takeError();
  llvm::Expected<Json> answer = parseJson(*text, path);
  if (!answer)
    return answer;
  if (!answer->is_object() || answer->value("version", Json()) != Json(1))
    return makeError("{0}: not an answer of version 1", path);
  if (const std::string error = stringAt(*answer, "error"); !error.empty())
    return makeError("{0}: {1}", path, error);
  return answer;
}

} // namespace coax
