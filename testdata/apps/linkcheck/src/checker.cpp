// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checker.h"

#include <stdexcept>
#include <thread>

namespace linkcheck {

Checker::Checker(const Config &config, ResultCache &results, LogFile &log)
    : config_(config), results_(results), log_(log), fetchers_(makeFetchers(config, resolver_)) {}

CheckResult Checker::check(const Url &url) {
  if (const auto known = results_.find(url.text))
    return *known;
  return recheck(url);
}

CheckResult Checker::recheck(const Url &url) {
  Fetcher &fetcher = fetcherFor(url);
  CheckResult result;
  result.url = url.text;
  auto delay = config_.retryDelay;
  while (true) {
    result.fetched = fetcher.fetch(url);
    ++result.attempts;
    if (!result.fetched.transient() || result.attempts > config_.retries)
      break;
    log_.write("attempt " + std::to_string(result.attempts) + " at " + url.text + ": " +
                   toString(result.fetched.outcome) + ", trying again",
               Level::Warning);
    std::this_thread::sleep_for(delay);
    delay *= 2;
  }
  log_.write(url.text + " " + describe(result));
  results_.store(result);
  return result;
}

Fetcher &Checker::fetcherFor(const Url &url) const {
  for (const auto &fetcher : fetchers_)
    if (fetcher->handles(url))
      return *fetcher;
  throw std::invalid_argument("nothing fetches '" + url.scheme + "' links");
}

} // namespace linkcheck
