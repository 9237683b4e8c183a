// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetcher.h"

namespace linkcheck {

const char *toString(Outcome outcome) {
  switch (outcome) {
  case Outcome::Ok:
    return "ok";
  case Outcome::BadStatus:
    return "bad status";
  case Outcome::Unresolvable:
    return "unresolvable host";
  case Outcome::Refused:
    return "connection refused";
  case Outcome::Timeout:
    return "timeout";
  case Outcome::Missing:
    return "no such file";
  case Outcome::Failed:
    break;
  }
  return "failed";
}

bool FetchResult::transient() const {
  switch (outcome) {
  case Outcome::BadStatus:
    return status == 429 || status == 502 || status == 503 || status == 504;
  case Outcome::Refused:
  case Outcome::Timeout:
    return true;
  default:
    return false;
  }
}

std::vector<std::unique_ptr<Fetcher>> makeFetchers(const Config &config, Resolver &resolver) {
  std::vector<std::unique_ptr<Fetcher>> fetchers;
  fetchers.push_back(std::make_unique<CurlFetcher>(config, resolver));
  fetchers.push_back(std::make_unique<GreetingFetcher>(config, resolver));
  fetchers.push_back(std::make_unique<FileFetcher>());
  return fetchers;
}

} // namespace linkcheck
