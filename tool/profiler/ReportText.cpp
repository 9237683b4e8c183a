// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Reports.h"

#include "analyzers/base/Paths.h"

#include <llvm/Support/Format.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <tuple>

namespace coax::profiler {

namespace {

using llvm::format;
using llvm::formatv;

constexpr std::size_t shownRows = 20;

struct Seconds {
  std::int64_t ns;
};

llvm::raw_ostream &operator<<(llvm::raw_ostream &out, Seconds time) {
  return out << format("%10.3f s", static_cast<double>(time.ns) / 1e9);
}

std::string percent(double part, double whole) {
  return whole > 0 ? formatv("{0:f1} %", 100 * part / whole).str() : "-";
}

std::string plural(std::size_t count, const char *noun) {
  return formatv("{0} {1}{2}", count, noun, count == 1 ? "" : "s").str();
}

std::string placeOf(const Site &site, const std::string &root) {
  if (site.file.empty())
    return "(no debug information)";
  std::string file = root.empty() ? site.file : relativeTo(site.file, root);
  if (site.column == 0)
    return formatv("{0}:{1}", file, site.line);
  return formatv("{0}:{1}:{2}", file, site.line, site.column);
}

/// Time summed under one key of the reader's choice.
struct Row {
  std::int64_t totalNs = 0, longestNs = 0, poolNs = 0;
  std::uint64_t waits = 0;
  std::set<std::size_t> threads;
  std::map<WaitKind, std::int64_t> kinds;

  void add(const BlockedTime &blocked, WaitRole role) {
    totalNs += blocked.totalNs;
    longestNs = std::max(longestNs, blocked.longestNs);
    poolNs += role == WaitRole::Offloaded ? blocked.totalNs : 0;
    waits += blocked.waits;
    threads.insert(blocked.thread);
    kinds[blocked.wait] += blocked.totalNs;
  }
  WaitKind mainKind() const {
    return std::max_element(kinds.begin(), kinds.end(),
                            [](const auto &a, const auto &b) { return a.second < b.second; })
        ->first;
  }
};

template <typename Key> std::vector<std::pair<Key, Row>> sorted(const std::map<Key, Row> &rows) {
  std::vector<std::pair<Key, Row>> result(rows.begin(), rows.end());
  std::sort(result.begin(), result.end(), [](const auto &a, const auto &b) {
    return std::tuple(-a.second.totalNs, std::tie(a.first)) <
           std::tuple(-b.second.totalNs, std::tie(b.first));
  });
  return result;
}

class TextReport {
public:
  TextReport(const Profile &profile, const ReportContext &context)
      : profile_(profile), context_(context), finder_(profile), out_(text_) {}

  std::string print() {
    sum();
    heading();
    threads();
    functions();
    lines();
    if (context_.findings)
      findings();
    quality();
    return std::move(text_);
  }

private:
  struct ThreadTime {
    std::int64_t blockedNs = 0, parkedNs = 0;
  };

  void sum() {
    threadTimes_.resize(profile_.threads.size());
    for (const BlockedTime &blocked : profile_.blocked) {
      WaitRole role = finder_.roleOf(blocked);
      ThreadTime &thread = threadTimes_[blocked.thread];
      (role == WaitRole::Parked ? thread.parkedNs : thread.blockedNs) += blocked.totalNs;
      if (role == WaitRole::Parked)
        continue;
      blockedNs_ += blocked.totalNs;
      auto site = finder_.siteOf(blocked);
      byFunction_[site ? site->function : "(outside of user code)"].add(blocked, role);
      if (site)
        byLine_[*site].add(blocked, role);
    }
  }

  void heading() {
    out_ << "coax profile:";
    for (const std::string &word : profile_.command)
      out_ << ' ' << word;
    if (profile_.command.empty())
      out_ << " process " << profile_.process;
    out_ << formatv("\n{0:f2} s, {1}", static_cast<double>(profile_.durationNs) / 1e9,
                    plural(profile_.threads.size(), "thread"));
    const TargetExit &exit = profile_.exit;
    if (exit.kind == TargetExit::Kind::Exited)
      out_ << ", exit status " << exit.value;
    else if (exit.kind == TargetExit::Kind::Signaled)
      out_ << ", ended by signal " << exit.value << " (" << strsignal(exit.value) << ")";
    out_ << ", blocked " << formatv("{0:f2} s", static_cast<double>(blockedNs_) / 1e9) << "\n";
  }

  void more(std::size_t rows) {
    if (rows > shownRows)
      out_ << "  … " << rows - shownRows << " more\n";
  }

  void threads() {
    std::vector<std::size_t> order(profile_.threads.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(-threadTimes_[a].blockedNs, a) < std::pair(-threadTimes_[b].blockedNs, b);
    });
    out_ << "\nTime by thread\n"
         << "       blocked         idle          cpu    run queue  thread\n";
    for (std::size_t i = 0; i < std::min(order.size(), shownRows); ++i) {
      const ProfileThread &thread = profile_.threads[order[i]];
      const ThreadTime &time = threadTimes_[order[i]];
      out_ << "  " << Seconds{time.blockedNs} << " " << Seconds{time.parkedNs} << " "
           << Seconds{thread.cpuNs} << " " << Seconds{thread.runQueueNs} << "  " << thread.thread
           << " " << thread.name << (thread.main ? " (main)" : "") << "\n";
    }
    more(order.size());
  }

  void time(const Row &row) {
    out_ << "  " << Seconds{row.totalNs}
         << llvm::right_justify(
                percent(static_cast<double>(row.totalNs), static_cast<double>(blockedNs_)), 9);
  }

  std::string detail(const Row &row) const {
    std::string text = formatv("{0}, longest {1:f3} s, {2}, {3}", nameOf(row.mainKind()),
                               static_cast<double>(row.longestNs) / 1e9, plural(row.waits, "wait"),
                               plural(row.threads.size(), "thread"));
    return row.poolNs > 0
               ? text + (row.poolNs == row.totalNs ? ", offloaded" : ", partly offloaded")
               : text;
  }

  void functions() {
    out_ << "\nBlocked time by function\n";
    auto rows = sorted(byFunction_);
    for (std::size_t i = 0; i < std::min(rows.size(), shownRows); ++i) {
      time(rows[i].second);
      out_ << "  " << rows[i].first << "  (" << detail(rows[i].second) << ")\n";
    }
    more(rows.size());
  }

  void lines() {
    out_ << "\nBlocked time by line\n";
    auto rows = sorted(byLine_);
    for (std::size_t i = 0; i < std::min(rows.size(), shownRows); ++i) {
      const Site &site = rows[i].first;
      time(rows[i].second);
      out_ << "  " << placeOf(site, context_.root) << "  " << site.callee << " in " << site.function
           << "  (" << detail(rows[i].second) << ")\n";
    }
    more(rows.size());
  }

  void findings() {
    auto sites = joinFindings(profile_, *context_.findings);
    std::map<SiteStatus, std::size_t> counts;
    for (const MeasuredSite &site : sites)
      ++counts[site.status];
    out_ << formatv("\nFindings: {0} confirmed, {1} cold; {2} missed, {3} idle\n",
                    counts[SiteStatus::Confirmed], counts[SiteStatus::Cold],
                    plural(counts[SiteStatus::Missed], "site"), counts[SiteStatus::Idle]);
    std::map<SiteStatus, std::size_t> shown;
    for (const MeasuredSite &site : sites)
      if (++shown[site.status] <= shownRows)
        finding(site);
      else if (shown[site.status] == shownRows + 1)
        out_ << "  … " << counts[site.status] - shownRows << " more " << nameOf(site.status)
             << "\n";
  }

  void finding(const MeasuredSite &site) {
    out_ << "  " << llvm::left_justify(nameOf(site.status), 9) << " " << Seconds{site.totalNs}
         << "  ";
    if (site.site.function.empty())
      out_ << "event loop or pool without work";
    else
      out_ << placeOf(site.site, context_.root) << "  " << site.site.callee << " in "
           << site.site.function;
    if (site.finding)
      out_ << "  " << (*context_.findings)[*site.finding].rule;
    if (site.offloadedNs > 0)
      out_ << "  offloaded";
    if (site.byLineOnly)
      out_ << "  (matched by line)";
    out_ << "\n";
  }

  void quality() {
    const ProfileQuality &quality = profile_.quality;
    auto stacks = static_cast<double>(quality.completeStacks + quality.recoveredStacks +
                                      quality.truncatedStacks);
    out_ << formatv("\nQuality: {0} at {1:f0} Hz ({2} late), {3}, {4} discarded\n",
                    plural(quality.ticks, "tick"), quality.finalRate, quality.late,
                    plural(quality.samples, "sample"), quality.discarded);
    out_ << formatv("  stacks: {0} complete, {1} recovered, {2} truncated; the sampler used {3} of "
                    "a CPU\n",
                    percent(static_cast<double>(quality.completeStacks), stacks),
                    percent(static_cast<double>(quality.recoveredStacks), stacks),
                    percent(static_cast<double>(quality.truncatedStacks), stacks),
                    percent(static_cast<double>(quality.samplerCpuNs),
                            static_cast<double>(profile_.durationNs)));
    if (quality.finalRate < quality.rate)
      out_ << formatv("  the rate was lowered from {0:f0} Hz to keep the sampler's CPU use small\n",
                      quality.rate);
    if (quality.denied > 0)
      out_ << formatv("  the kernel refused {0}: a process that changed its user or is not "
                      "dumpable\n",
                      plural(quality.denied, "look"));
    if (quality.finalRate > 0)
      out_ << formatv("  waits shorter than {0:f0} ms are seen by chance: trust their sums, not "
                      "their counts\n",
                      1000 / quality.finalRate);
  }

  const Profile &profile_;
  const ReportContext &context_;
  SiteFinder finder_;
  std::string text_;
  llvm::raw_string_ostream out_;
  std::vector<ThreadTime> threadTimes_;
  std::map<std::string, Row> byFunction_;
  std::map<Site, Row> byLine_;
  std::int64_t blockedNs_ = 0;
};

void printTotals(llvm::raw_ostream &out, const char *name, const ProfileTotals &totals) {
  out << formatv("  {0,-7}", name) << Seconds{totals.durationNs} << " " << Seconds{totals.blockedNs}
      << " " << Seconds{totals.loopBlockedNs} << " " << Seconds{totals.offloadedNs}
      << format("  %7zu", totals.threads) << "\n";
}

} // namespace

std::string reportText(const Profile &profile, const ReportContext &context) {
  return TextReport(profile, context).print();
}

std::string diffText(const Profile &before, const Profile &after, const ReportContext &context) {
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "                  before        after      on pool  site\n";
  for (const ComparedSite &site : compareProfiles(before, after)) {
    const Site &shown = site.afterNs + site.afterPoolNs > 0 ? site.after : site.before;
    out << "  " << llvm::left_justify(nameOf(site.change), 8) << Seconds{site.beforeNs} << " "
        << Seconds{site.afterNs} << " " << Seconds{site.afterPoolNs} << "  " << site.callee
        << " in " << site.function << "  " << placeOf(shown, context.root) << "\n";
  }
  out << "\n             duration      blocked  on the loop    offloaded  threads\n";
  printTotals(out, "before", totalsOf(before));
  printTotals(out, "after", totalsOf(after));
  return text;
}

} // namespace coax::profiler
