// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "status_server.h"

#include "text.h"

#include <cerrno>
#include <chrono>
#include <sys/resource.h>
#include <system_error>
#include <thread>

namespace linkcheck {

namespace {

/// As many descriptors as the administrator allows: each connection takes one.
void raiseDescriptorLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max)
    return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

bool isTransientAcceptError(int code) { return code == EINTR || code == ECONNABORTED; }

bool isOutOfDescriptors(int code) { return code == EMFILE || code == ENFILE; }

} // namespace

StatusServer::StatusServer(Checker &checker, ResultCache &results, LogFile &log)
    : checker_(checker), results_(results), log_(log) {}

void StatusServer::open(std::uint16_t port) {
  raiseDescriptorLimit();
  listener_ = listenOn("127.0.0.1", port);
}

void StatusServer::run() {
  while (!stopping_) {
    UniqueFd client(::accept(listener_.get(), nullptr, nullptr));
    if (client) {
      start(std::move(client));
      continue;
    }
    const int code = errno;
    if (stopping_ || isTransientAcceptError(code))
      continue;
    if (!isOutOfDescriptors(code))
      throw std::system_error(code, std::generic_category(), "accept");
    log_.write("out of descriptors, accepting later", Level::Warning);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  disconnectAll();
}

void StatusServer::start(UniqueFd client) {
  const int fd = client.get();
  enter(fd);
  try {
    std::thread(&StatusServer::serve, this, std::move(client)).detach();
  } catch (const std::system_error &error) {
    leave(fd);
    log_.write(std::string("connection dropped: ") + error.what(), Level::Warning);
  }
}

void StatusServer::serve(UniqueFd client) {
  try {
    converse(client.get());
  } catch (const std::exception &error) {
    log_.write(std::string("connection ended: ") + error.what(), Level::Warning);
  }
  leave(client.get());
}

void StatusServer::converse(int fd) {
  LineReader reader(fd);
  std::string request;
  while (reader.next(request)) {
    if (!answer(fd, trim(request)))
      return;
  }
}

/// False when the conversation is over.
bool StatusServer::answer(int fd, const std::string &request) {
  if (request == "QUIT" || request == "SHUTDOWN") {
    sendAll(fd, "BYE\n");
    if (request == "SHUTDOWN")
      stop();
    return false;
  }
  if (request == "PING")
    sendAll(fd, "PONG\n");
  else if (request == "COUNT")
    sendAll(fd, count());
  else if (request == "LIST")
    sendAll(fd, list());
  else if (startsWith(request, "STATUS "))
    sendAll(fd, status(trim(request.substr(7))));
  else if (startsWith(request, "CHECK "))
    sendAll(fd, recheck(trim(request.substr(6))));
  else
    sendAll(fd, "ERROR unknown request\n");
  return true;
}

std::string StatusServer::count() const {
  const Totals totals = results_.totals();
  return "COUNT " + std::to_string(totals.all()) + " " + std::to_string(totals.ok) + " " +
         std::to_string(totals.broken) + "\n";
}

std::string StatusServer::list() const {
  const std::vector<CheckResult> results = results_.all();
  std::string text = "LIST " + std::to_string(results.size()) + "\n";
  for (const CheckResult &result : results)
    text += describe(result) + " " + result.url + "\n";
  return text;
}

std::string StatusServer::status(const std::string &url) const {
  const auto known = results_.find(url);
  return (known ? describe(*known) : "unknown") + "\n";
}

std::string StatusServer::recheck(const std::string &url) {
  try {
    return describe(checker_.recheck(parseUrl(url))) + "\n";
  } catch (const UrlError &error) {
    return std::string("ERROR ") + error.what() + "\n";
  }
}

/// Makes the accept in run() return.
void StatusServer::stop() {
  stopping_ = true;
  ::shutdown(listener_.get(), SHUT_RDWR);
}

void StatusServer::enter(int fd) {
  const std::lock_guard<std::mutex> lock(mutex_);
  connections_.insert(fd);
}

void StatusServer::leave(int fd) {
  const std::lock_guard<std::mutex> lock(mutex_);
  connections_.erase(fd);
  left_.notify_all();
}

/// Ends the conversations that still go on and waits for their threads to leave.
void StatusServer::disconnectAll() {
  std::unique_lock<std::mutex> lock(mutex_);
  for (const int fd : connections_)
    ::shutdown(fd, SHUT_RDWR);
  left_.wait(lock, [this] { return connections_.empty(); });
}

} // namespace linkcheck
