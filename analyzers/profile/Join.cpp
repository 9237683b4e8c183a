// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/profile/Join.h"

#include "analyzers/profile/FunctionName.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace coax {

namespace {

/// How well a frame fits a finding. Ordered: the better one is greater.
struct Fit {
  bool callee = false; ///< the finding's callee is on the stack inside the frame
  bool column = false;
  int narrowness = 0; ///< lines that the finding covers, negative

  auto operator<=>(const Fit &) const = default;
};

std::string_view lastComponent(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// One path is the end of the other, whole components only: the analysis knows paths relative to
/// the project, debug information those of the build.
bool samePath(std::string_view a, std::string_view b) {
  if (a.size() < b.size())
    std::swap(a, b);
  return !b.empty() && a.ends_with(b) &&
         (a.size() == b.size() || b.front() == '/' || a[a.size() - b.size() - 1] == '/');
}

bool coversColumn(const Range &range, const ProfileFrame &frame) {
  bool single = range.endLine == range.begin.line;
  return frame.line == range.begin.line && frame.column >= range.begin.column &&
         (!single || frame.column < range.endColumn);
}

/// What was measured at one site while it is summed up.
struct Sum {
  MeasuredSite site;
  std::set<std::size_t> threads;
  std::int64_t longestTotal = 0;

  void add(const BlockedTime &blocked, WaitRole role) {
    site.totalNs += blocked.totalNs;
    site.offloadedNs += role == WaitRole::Offloaded ? blocked.totalNs : 0;
    site.longestNs = std::max(site.longestNs, blocked.longestNs);
    site.waits += blocked.waits;
    threads.insert(blocked.thread);
    site.threads = threads.size();
    if (blocked.totalNs >= longestTotal) {
      longestTotal = blocked.totalNs;
      site.wait = blocked.wait;
      site.stack = blocked.stack;
    }
  }
};

class Joiner {
public:
  Joiner(const Profile &profile, const std::vector<Finding> &findings)
      : profile_(profile), findings_(findings), finder_(profile), byFinding_(findings.size()) {
    for (std::size_t i = 0; i < findings.size(); ++i)
      if (!findings[i].suppressed)
        byFile_[std::string(lastComponent(findings[i].range.begin.file))].push_back(i);
  }

  std::vector<MeasuredSite> join() {
    for (const BlockedTime &blocked : profile_.blocked)
      place(blocked);
    return collect();
  }

private:
  void place(const BlockedTime &blocked) {
    WaitRole role = finder_.roleOf(blocked);
    auto site = finder_.siteOf(blocked);
    auto matched = matchesOf(blocked);
    // A finding outweighs the guess that waiting for events is idle; the runtime's own park stays.
    bool parked = role == WaitRole::Parked && (matched.empty() || inRuntime(blocked));
    if (parked) {
      addLoose(blocked, role, SiteStatus::Idle, site.value_or(Site{}));
      return;
    }
    for (auto [finding, fit] : matched) {
      Sum &sum = byFinding_[finding];
      bool first = sum.site.totalNs == 0;
      sum.site.byLineOnly = !fit.callee && (first || sum.site.byLineOnly);
      sum.add(blocked, role);
    }
    if (matched.empty() && site)
      addLoose(blocked, role, SiteStatus::Missed, *site);
  }

  bool inRuntime(const BlockedTime &blocked) const {
    for (std::size_t frame : profile_.stacks[blocked.stack].frames) {
      if (finder_.isRuntime(frame))
        return true;
      if (!finder_.isSystem(frame))
        return false;
    }
    return false;
  }

  void addLoose(const BlockedTime &blocked, WaitRole role, SiteStatus status, Site site) {
    Sum &sum = loose_[{status, site}];
    sum.site.status = status;
    sum.site.site = std::move(site);
    sum.add(blocked, role);
  }

  /// The best finding for each frame of the stack that has one.
  std::map<std::size_t, Fit> matchesOf(const BlockedTime &blocked) const {
    std::map<std::size_t, Fit> matched;
    const ProfileStack &stack = profile_.stacks[blocked.stack];
    auto innermost = finder_.userFrame(stack);
    for (std::size_t i = innermost.value_or(stack.frames.size()); i < stack.frames.size(); ++i) {
      auto best = bestAt(blocked, stack, i, i == *innermost);
      if (best)
        matched[best->first] = std::max(matched[best->first], best->second);
    }
    return matched;
  }

  std::optional<std::pair<std::size_t, Fit>> bestAt(const BlockedTime &blocked,
                                                    const ProfileStack &stack, std::size_t position,
                                                    bool innermost) const {
    const ProfileFrame &frame = profile_.frames[stack.frames[position]];
    auto candidates = byFile_.find(std::string(lastComponent(frame.file)));
    std::optional<std::pair<std::size_t, Fit>> best;
    if (frame.file.empty() || frame.line == 0 || candidates == byFile_.end())
      return best;
    for (std::size_t index : candidates->second) {
      const Range &range = findings_[index].range;
      bool here = frame.line >= range.begin.line && frame.line <= range.endLine &&
                  samePath(frame.file, range.begin.file);
      if (!here)
        continue;
      Fit fit{calls(blocked, stack, position, findings_[index].callee), coversColumn(range, frame),
              -static_cast<int>(range.endLine - range.begin.line)};
      if ((fit.callee || innermost) && (!best || fit > best->second))
        best = {index, fit};
    }
    return best;
  }

  /// Whether `callee` is on the stack inside the frame at `position`.
  bool calls(const BlockedTime &blocked, const ProfileStack &stack, std::size_t position,
             const std::string &callee) const {
    if (libraryName(callee) == blocked.syscall)
      return true;
    return std::any_of(stack.frames.begin(),
                       stack.frames.begin() + static_cast<std::ptrdiff_t>(position),
                       [&](std::size_t inner) {
                         return namesSameFunction(callee, profile_.frames[inner].function);
                       });
  }

  std::vector<MeasuredSite> collect() const {
    std::vector<MeasuredSite> result;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      if (findings_[i].suppressed)
        continue;
      MeasuredSite site = byFinding_[i].site;
      site.finding = i;
      site.status = site.stack ? SiteStatus::Confirmed : SiteStatus::Cold;
      const Finding &finding = findings_[i];
      site.site = {enclosingFunction(finding.function),
                   finding.function,
                   finding.range.begin.file,
                   finding.range.begin.line,
                   finding.range.begin.column,
                   finding.callee};
      result.push_back(std::move(site));
    }
    for (const auto &[key, sum] : loose_)
      result.push_back(sum.site);
    std::sort(result.begin(), result.end(), [](const MeasuredSite &a, const MeasuredSite &b) {
      return std::tuple(a.status, -a.totalNs, std::tie(a.site, a.finding)) <
             std::tuple(b.status, -b.totalNs, std::tie(b.site, b.finding));
    });
    return result;
  }

  const Profile &profile_;
  const std::vector<Finding> &findings_;
  SiteFinder finder_;
  std::unordered_map<std::string, std::vector<std::size_t>> byFile_; ///< by last path component
  std::vector<Sum> byFinding_;
  std::map<std::pair<SiteStatus, Site>, Sum> loose_;
};

} // namespace

std::string_view nameOf(SiteStatus status) {
  static constexpr std::array<std::string_view, 4> names = {"CONFIRMED", "MISSED", "COLD", "IDLE"};
  return names[static_cast<std::size_t>(status)];
}

std::vector<MeasuredSite> joinFindings(const Profile &profile,
                                       const std::vector<Finding> &findings) {
  return Joiner(profile, findings).join();
}

} // namespace coax
