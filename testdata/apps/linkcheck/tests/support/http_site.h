// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small web site on loopback with pages that behave well and badly.
#pragma once

#include "sockets.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace test {

/// Serves, one request a connection, until it is destroyed:
///
///     /ok              200
///     /missing         404 (as everything that is not listed)
///     /forbidden       403
///     /head-only       200 for HEAD, 405 for GET
///     /redirect/N      302 to /redirect/N-1; /redirect/0 is 200
///     /loop            302 to itself
///     /flaky/N         503 for the first N requests, then 200
///     /slow/MS         200 after MS milliseconds
///     /stall           never answers
///     /garbage         something that is not HTTP
class HttpSite {
public:
  explicit HttpSite(int port = 0);
  ~HttpSite();
  HttpSite(const HttpSite &) = delete;
  HttpSite &operator=(const HttpSite &) = delete;

  int port() const { return port_; }
  std::string url(const std::string &path) const;
  /// How often a page was asked for since the last reset.
  int requests(const std::string &path) const;
  void reset();

private:
  void acceptAll();
  void serve(int fd);
  std::string respond(const std::string &method, const std::string &path);
  int count(const std::string &path);
  void rest(int milliseconds);

  Fd listener_;
  int port_;
  mutable std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::map<std::string, int> requests_;
  std::set<int> open_;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

} // namespace test
