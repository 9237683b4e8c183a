// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// HTTP requests in one line, on coax::curl::perform. Link coax::curl.
#pragma once

#include <chrono>
#include <coax/task.hpp>
#include <curl/curl.h>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coax::http {

/// Header fields in their order. A name may occur several times; names compare without regard to
/// case.
class headers {
public:
  using field = std::pair<std::string, std::string>;

  /// Throws std::invalid_argument for what would not be one field: a name that is no token, a value
  /// with a line break.
  void add(std::string name, std::string value);
  /// The value of the first of that name; null: there is none.
  const std::string *find(std::string_view name) const noexcept;
  /// The same, or empty.
  std::string_view get(std::string_view name) const noexcept;
  void clear() noexcept { fields_.clear(); }

  std::size_t size() const noexcept { return fields_.size(); }
  auto begin() const noexcept { return fields_.begin(); }
  auto end() const noexcept { return fields_.end(); }

private:
  std::vector<field> fields_;
};

/// How to make a request. No aggregate: g++ 12 would destroy a braced one twice in a co_await.
struct options {
  options() noexcept {}

  http::headers headers;                     ///< to send, besides Host and those of the body
  std::string method;                        ///< empty: GET, or POST with a body
  std::chrono::milliseconds timeout{30'000}; ///< for all of it, redirects too; 0: no limit
  bool follow_redirects = false;
  long max_redirects = 20; ///< more are an error
  /// Called with the handle when everything else has been set: for proxies, certificates and the
  /// other options of libcurl. The callbacks for data and headers are not to be changed.
  std::function<void(CURL *)> configure;
};

struct response {
  long status = 0;       ///< such as 200
  http::headers headers; ///< of the last response, if there were redirects
  std::string body;      ///< decoded: gzip and what else libcurl knows
  std::string url;       ///< where the body came from in the end

  /// A status of 200 to 299.
  bool ok() const noexcept { return status >= 200 && status < 300; }
};

/// There is no response, or no whole one: names that cannot be resolved, connections refused or cut
/// off, certificates that do not verify, time-outs, too many redirects, addresses that are no HTTP.
class error : public std::runtime_error {
public:
  error(CURLcode code, const std::string &message) : std::runtime_error(message), code_(code) {}
  CURLcode code() const noexcept { return code_; }
  bool is_timeout() const noexcept { return code_ == CURLE_OPERATION_TIMEDOUT; }

private:
  CURLcode code_;
};

/// GET `url`, an http or https address. The arguments are used before the function returns. The
/// await throws http::error; a status such as 404 or 500 is a response like others. Requests of a
/// loop share its connections. Cancelling the task ends the request. Throws std::invalid_argument
/// for a method that is no token.
task<response> get(std::string_view url, const options &with = options());

/// POST `body`, as it is; name its type by a header. The rest as for get().
task<response> post(std::string_view url, std::string body, const options &with = options());

} // namespace coax::http
