// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known about each link so far.
#pragma once

#include "fetcher.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace linkcheck {

/// The last word on one link.
struct CheckResult {
  std::string url;
  FetchResult fetched;
  int attempts = 0;
};

/// "ok 200", "broken 404", "broken timeout", with redirects and retries where there were any.
std::string describe(const CheckResult &result);

struct Totals {
  std::size_t ok = 0;
  std::size_t broken = 0;
  std::size_t all() const { return ok + broken; }
};

/// Results by link, in the order in which the links were first stored. All members may be called
/// from any thread.
class ResultCache {
public:
  std::optional<CheckResult> find(const std::string &url) const;
  /// Replaces what was known about the link.
  void store(const CheckResult &result);
  Totals totals() const;
  std::vector<CheckResult> all() const;

private:
  mutable std::mutex mutex_;
  std::vector<CheckResult> results_;
  std::map<std::string, std::size_t> index_; ///< Into results_.
};

} // namespace linkcheck
