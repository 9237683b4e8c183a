// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a link works.
#pragma once

#include "config.h"
#include "log_file.h"
#include "result_cache.h"

#include <memory>
#include <vector>

namespace linkcheck {

/// Fetches links, tries again where that may help, and remembers. check() and recheck() may be
/// called from several threads at once.
class Checker {
public:
  /// All three must outlive the checker.
  Checker(const Config &config, ResultCache &results, LogFile &log);

  /// The remembered result if there is one.
  CheckResult check(const Url &url);
  /// Always asks the other side.
  CheckResult recheck(const Url &url);

private:
  Fetcher &fetcherFor(const Url &url) const;

  const Config &config_;
  ResultCache &results_;
  LogFile &log_;
  Resolver resolver_;
  std::vector<std::unique_ptr<Fetcher>> fetchers_;
};

} // namespace linkcheck
