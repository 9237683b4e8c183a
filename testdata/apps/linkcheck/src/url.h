// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of RFC 3986 that a link checker needs.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace linkcheck {

class UrlError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// A link split into its parts. \c text is what the user wrote.
struct Url {
  std::string text;
  std::string scheme; ///< Lower case: http, https, tcp or file.
  std::string host;   ///< Without the brackets of an IPv6 literal; empty for file.
  std::string port;   ///< Decimal, filled in from the scheme where the link has none.
  std::string path;   ///< Starts with '/', includes the query; never empty for http.
};

/// \throws UrlError for an unknown scheme, a missing host or a bad port.
Url parseUrl(const std::string &text);

/// Reads links, one a line; blank lines and lines that start with '#' are skipped.
/// \throws std::runtime_error if the file cannot be read, UrlError (with the line) for a bad link.
std::vector<Url> readUrlFile(const std::string &file);

} // namespace linkcheck
