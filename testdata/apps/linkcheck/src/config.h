// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Settings that a site keeps in a file.
#pragma once

#include <chrono>
#include <set>
#include <stdexcept>
#include <string>

namespace linkcheck {

/// What is wrong with a configuration file, with file and line.
class ConfigError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Config {
  int retries = 2;                           ///< Further attempts after the first.
  std::chrono::milliseconds retryDelay{200}; ///< Before the first retry; doubles each time.
  std::chrono::milliseconds timeout{10000};  ///< For one attempt.
  long maxRedirects = 5;
  bool headOnly = false;       ///< Ask with HEAD instead of GET.
  std::set<long> acceptStatus; ///< Codes outside 2xx that count as ok.
  std::string userAgent = "linkcheck/1.4";
};

/// Reads "key = value" lines; '#' starts a comment.
/// \throws ConfigError if the file cannot be read, a key is unknown or a value is out of range.
Config loadConfig(const std::string &file);

} // namespace linkcheck
