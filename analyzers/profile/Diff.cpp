// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Diff.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace coax {

namespace {

using Key = std::pair<std::string, std::string>; ///< function, callee

/// `main` becomes `coax_main` in a migrated program.
Key keyOf(const Site &site) {
  return {site.function == "coax_main" ? "main" : site.function, site.callee};
}

struct Measure {
  std::int64_t blockedNs = 0, poolNs = 0, longestNs = 0;
  std::int64_t siteNs = 0; ///< of `site`
  Site site;

  void add(const BlockedTime &blocked, WaitRole role, const Site &at) {
    (role == WaitRole::Offloaded ? poolNs : blockedNs) += blocked.totalNs;
    longestNs = std::max(longestNs, blocked.longestNs);
    if (blocked.totalNs > siteNs) {
      siteNs = blocked.totalNs;
      site = at;
    }
  }
};

std::map<Key, Measure> measure(const Profile &profile) {
  std::map<Key, Measure> measures;
  SiteFinder finder(profile);
  for (const BlockedTime &blocked : profile.blocked) {
    WaitRole role = finder.roleOf(blocked);
    auto site = finder.siteOf(blocked);
    if (site && role != WaitRole::Parked)
      measures[keyOf(*site)].add(blocked, role, *site);
  }
  return measures;
}

SiteChange changeOf(const ComparedSite &site) {
  if (site.afterNs > 0)
    return site.beforeNs > 0 ? SiteChange::Remains : SiteChange::New;
  return site.afterPoolNs > 0 ? SiteChange::Moved : SiteChange::Fixed;
}

} // namespace

std::string_view nameOf(SiteChange change) {
  static constexpr std::array<std::string_view, 4> names = {"REMAINS", "NEW", "MOVED", "FIXED"};
  return names[static_cast<std::size_t>(change)];
}

ProfileTotals totalsOf(const Profile &profile) {
  ProfileTotals totals;
  totals.threads = profile.threads.size();
  totals.durationNs = profile.durationNs;
  SiteFinder finder(profile);
  for (const BlockedTime &blocked : profile.blocked) {
    WaitRole role = finder.roleOf(blocked);
    bool user = finder.siteOf(blocked).has_value();
    if (role == WaitRole::Parked)
      totals.parkedNs += blocked.totalNs;
    else if (role == WaitRole::Offloaded)
      totals.offloadedNs += blocked.totalNs;
    else if (user)
      totals.blockedNs += blocked.totalNs;
    if (role == WaitRole::Blocking && user && finder.onLoop(blocked))
      totals.loopBlockedNs += blocked.totalNs;
  }
  return totals;
}

std::vector<ComparedSite> compareProfiles(const Profile &before, const Profile &after) {
  auto old = measure(before), now = measure(after);
  std::map<Key, ComparedSite> sites;
  for (const auto &[key, was] : old) {
    ComparedSite &site = sites[key];
    site.before = was.site;
    site.beforeNs = was.blockedNs + was.poolNs;
    site.beforeLongestNs = was.longestNs;
  }
  for (const auto &[key, is] : now) {
    ComparedSite &site = sites[key];
    site.after = is.site;
    site.afterNs = is.blockedNs;
    site.afterPoolNs = is.poolNs;
    site.afterLongestNs = is.longestNs;
  }
  std::vector<ComparedSite> result;
  for (auto &[key, site] : sites) {
    std::tie(site.function, site.callee) = key;
    site.change = changeOf(site);
    result.push_back(std::move(site));
  }
  std::sort(result.begin(), result.end(), [](const auto &a, const auto &b) {
    auto weight = [](const ComparedSite &site) {
      return std::max(site.beforeNs, site.afterNs + site.afterPoolNs);
    };
    return std::tuple(a.change, -weight(a), std::tie(a.function, a.callee)) <
           std::tuple(b.change, -weight(b), std::tie(b.function, b.callee));
  });
  return result;
}

} // namespace coax
