// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "result_cache.h"

#include "text.h"

namespace linkcheck {

namespace {

std::string counted(long number, const std::string &one, const std::string &many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

} // namespace

std::string describe(const CheckResult &result) {
  const FetchResult &fetched = result.fetched;
  std::string text = fetched.ok() ? "ok" : "broken";
  if (fetched.status != 0)
    text.append(" ").append(std::to_string(fetched.status));
  else if (!fetched.ok())
    text.append(" ").append(toString(fetched.outcome));

  std::vector<std::string> notes;
  if (fetched.redirects > 0)
    notes.push_back(counted(fetched.redirects, "redirect", "redirects"));
  if (result.attempts > 1)
    notes.push_back(counted(result.attempts - 1, "retry", "retries"));
  if (!notes.empty())
    text += " (" + join(notes, ", ") + ")";
  return text;
}

std::optional<CheckResult> ResultCache::find(const std::string &url) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = index_.find(url);
  if (found == index_.end())
    return std::nullopt;
  return results_[found->second];
}

void ResultCache::store(const CheckResult &result) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto [entry, isNew] = index_.emplace(result.url, results_.size());
  if (isNew)
    results_.push_back(result);
  else
    results_[entry->second] = result;
}

Totals ResultCache::totals() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  Totals totals;
  for (const CheckResult &result : results_)
    ++(result.fetched.ok() ? totals.ok : totals.broken);
  return totals;
}

std::vector<CheckResult> ResultCache::all() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return results_;
}

} // namespace linkcheck
