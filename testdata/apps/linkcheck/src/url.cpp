// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "url.h"

#include "text.h"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace linkcheck {

namespace {

std::string defaultPort(const std::string &scheme) {
  if (scheme == "http")
    return "80";
  if (scheme == "https")
    return "443";
  return {};
}

bool isPort(const std::string &text) {
  if (text.empty() || text.size() > 5)
    return false;
  if (!std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c); }))
    return false;
  const int port = std::stoi(text);
  return port > 0 && port < 65536;
}

/// Splits "user@host:port" or "[v6]:port" into host and port.
void parseAuthority(std::string authority, Url &url) {
  const auto at = authority.rfind('@');
  if (at != std::string::npos)
    authority.erase(0, at + 1);

  std::string::size_type colon = std::string::npos;
  if (!authority.empty() && authority.front() == '[') {
    const auto bracket = authority.find(']');
    if (bracket == std::string::npos)
      throw UrlError("unterminated address in '" + url.text + "'");
    url.host = authority.substr(1, bracket - 1);
    if (bracket + 1 < authority.size()) {
      colon = bracket + 1;
      if (authority[colon] != ':')
        throw UrlError("bad port in '" + url.text + "'");
    }
  } else {
    colon = authority.find(':');
    url.host = authority.substr(0, colon);
  }

  url.port = colon == std::string::npos ? defaultPort(url.scheme) : authority.substr(colon + 1);
  if (url.host.empty())
    throw UrlError("no host in '" + url.text + "'");
  if (!isPort(url.port))
    throw UrlError("bad port in '" + url.text + "'");
}

} // namespace

Url parseUrl(const std::string &text) {
  Url url;
  url.text = text;
  const auto separator = text.find("://");
  if (separator == std::string::npos)
    throw UrlError("no scheme in '" + text + "'");
  url.scheme = text.substr(0, separator);
  std::transform(url.scheme.begin(), url.scheme.end(), url.scheme.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });

  const auto authority = separator + 3;
  const auto slash = std::min(text.find_first_of("/?", authority), text.size());
  url.path = text.substr(slash);
  if (url.scheme == "file") {
    if (url.path.empty())
      throw UrlError("no path in '" + text + "'");
    return url;
  }
  if (url.scheme != "http" && url.scheme != "https" && url.scheme != "tcp")
    throw UrlError("unknown scheme in '" + text + "'");
  parseAuthority(text.substr(authority, slash - authority), url);
  if (slash == text.size() || text[slash] != '/')
    url.path.insert(url.path.begin(), '/');
  return url;
}

std::vector<Url> readUrlFile(const std::string &file) {
  std::ifstream in(file);
  if (!in)
    throw std::runtime_error("cannot open " + file);

  std::vector<Url> urls;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    line = trim(line);
    if (line.empty() || line.front() == '#')
      continue;
    try {
      urls.push_back(parseUrl(line));
    } catch (const UrlError &error) {
      throw UrlError(file + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  if (in.bad())
    throw std::runtime_error("cannot read " + file);
  return urls;
}

} // namespace linkcheck
