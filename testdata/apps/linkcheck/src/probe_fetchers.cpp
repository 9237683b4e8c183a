// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetcher.h"

#include <cerrno>
#include <sys/stat.h>
#include <system_error>

namespace linkcheck {

namespace {

Outcome outcomeOf(const std::error_code &code) {
  if (code == std::errc::connection_refused)
    return Outcome::Refused;
  if (code == std::errc::timed_out)
    return Outcome::Timeout;
  return Outcome::Failed;
}

} // namespace

bool GreetingFetcher::handles(const Url &url) const { return url.scheme == "tcp"; }

FetchResult GreetingFetcher::fetch(const Url &url) {
  try {
    const UniqueFd fd = connectToAny(resolver_.resolve(url.host, url.port));
    if (!waitReadable(fd.get(), config_.timeout))
      return {Outcome::Timeout, 0, 0};
    char greeting[256];
    const ssize_t received = ::recv(fd.get(), greeting, sizeof greeting, 0);
    return {received > 0 ? Outcome::Ok : Outcome::Failed, 0, 0};
  } catch (const ResolveError &) {
    return {Outcome::Unresolvable, 0, 0};
  } catch (const std::system_error &error) {
    return {outcomeOf(error.code()), 0, 0};
  }
}

bool FileFetcher::handles(const Url &url) const { return url.scheme == "file"; }

FetchResult FileFetcher::fetch(const Url &url) {
  struct stat info;
  if (::stat(url.path.c_str(), &info) == 0)
    return {Outcome::Ok, 0, 0};
  return {errno == ENOENT ? Outcome::Missing : Outcome::Failed, 0, 0};
}

} // namespace linkcheck
