// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "http_site.h"

#include <chrono>
#include <sys/socket.h>

namespace test {

namespace {

std::string response(const std::string &status, const std::string &headers = "",
                     const std::string &body = "page\n") {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: text/plain\r\n" +
         "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

/// Reads up to the empty line that ends a request's headers.
std::string readRequest(int fd) {
  std::string request;
  char chunk[2048];
  ssize_t received;
  while (request.find("\r\n\r\n") == std::string::npos &&
         (received = ::recv(fd, chunk, sizeof chunk, 0)) > 0)
    request.append(chunk, static_cast<std::size_t>(received));
  return request;
}

/// The number in "/name/NUMBER", or -1 if \p path is not of this form.
int numberAfter(const std::string &path, const std::string &prefix) {
  if (path.compare(0, prefix.size(), prefix) != 0 || path.size() == prefix.size())
    return -1;
  return std::stoi(path.substr(prefix.size()));
}

} // namespace

HttpSite::HttpSite(int port)
    : listener_(bindLoopback(true, port)), port_(portOf(listener_)),
      acceptor_(&HttpSite::acceptAll, this) {}

HttpSite::~HttpSite() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
    for (const int fd : open_)
      ::shutdown(fd, SHUT_RDWR);
  }
  stopped_.notify_all();
  ::shutdown(listener_.get(), SHUT_RDWR);
  acceptor_.join();
  for (std::thread &connection : connections_)
    connection.join();
}

std::string HttpSite::url(const std::string &path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

int HttpSite::requests(const std::string &path) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = requests_.find(path);
  return found == requests_.end() ? 0 : found->second;
}

void HttpSite::reset() {
  const std::lock_guard<std::mutex> lock(mutex_);
  requests_.clear();
}

void HttpSite::acceptAll() {
  int fd;
  while ((fd = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC)) >= 0) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_)
      ::shutdown(fd, SHUT_RDWR);
    open_.insert(fd);
    connections_.emplace_back(&HttpSite::serve, this, fd);
  }
}

void HttpSite::serve(int fd) {
  const Fd owner(fd);
  const std::string request = readRequest(fd);
  const auto space = request.find(' ');
  if (space != std::string::npos) {
    const auto end = request.find(' ', space + 1);
    sendText(fd, respond(request.substr(0, space), request.substr(space + 1, end - space - 1)));
    ::shutdown(fd, SHUT_WR);
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  open_.erase(fd);
}

std::string HttpSite::respond(const std::string &method, const std::string &path) {
  const int request = count(path);
  if (path == "/ok" || path == "/redirect/0")
    return response("200 OK");
  if (path == "/forbidden")
    return response("403 Forbidden");
  if (path == "/head-only")
    return method == "HEAD" ? response("200 OK", "", "") : response("405 Method Not Allowed");
  if (path == "/loop")
    return response("302 Found", "Location: /loop\r\n");
  if (path == "/garbage")
    return "something that is not HTTP\r\n\r\n";
  if (const int left = numberAfter(path, "/redirect/"); left > 0)
    return response("302 Found", "Location: /redirect/" + std::to_string(left - 1) + "\r\n");
  if (const int failures = numberAfter(path, "/flaky/"); failures >= 0)
    return response(request > failures ? "200 OK" : "503 Service Unavailable");
  if (const int delay = numberAfter(path, "/slow/"); delay >= 0) {
    rest(delay);
    return response("200 OK");
  }
  if (path == "/stall") {
    rest(600000);
    return {};
  }
  return response("404 Not Found");
}

/// How often \p path was asked for, this time included.
int HttpSite::count(const std::string &path) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return ++requests_[path];
}

/// Waits, but not beyond the end of the site.
void HttpSite::rest(int milliseconds) {
  std::unique_lock<std::mutex> lock(mutex_);
  stopped_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return stopping_; });
}

} // namespace test
