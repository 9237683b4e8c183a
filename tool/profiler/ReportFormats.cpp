// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Json.h"
#include "tool/profiler/Reports.h"

#include <llvm/Support/FormatVariadic.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace coax::profiler {

namespace {

OrderedJson toJson(const ProfileTotals &totals) {
  return {{"threads", totals.threads},         {"durationNs", totals.durationNs},
          {"blockedNs", totals.blockedNs},     {"loopBlockedNs", totals.loopBlockedNs},
          {"offloadedNs", totals.offloadedNs}, {"parkedNs", totals.parkedNs}};
}

OrderedJson toJson(const Site &site) {
  return {{"function", site.function},
          {"file", site.file},
          {"line", site.line},
          {"column", site.column},
          {"callee", site.callee}};
}

OrderedJson toJson(const MeasuredSite &measured, const std::vector<Finding> &findings) {
  OrderedJson json = toJson(measured.site);
  json["status"] = nameOf(measured.status);
  if (measured.finding) {
    json["rule"] = findings[*measured.finding].rule;
    json["fingerprint"] = findings[*measured.finding].fingerprint;
    json["match"] = !measured.stack ? "none" : measured.byLineOnly ? "line" : "callee";
  }
  json["wait"] = nameOf(measured.wait);
  json["totalNs"] = measured.totalNs;
  json["offloadedNs"] = measured.offloadedNs;
  json["longestNs"] = measured.longestNs;
  json["waits"] = measured.waits;
  json["threads"] = measured.threads;
  return json;
}

std::string threadLabel(const ProfileThread &thread) {
  return thread.name + " " + std::to_string(thread.thread);
}

/// What a viewer shows for a frame: its function, or its module where that is not known.
std::string frameLabel(const ProfileFrame &frame) {
  return frame.function.empty() ? llvm::formatv("({0})", frame.module).str() : frame.function;
}

/// Frames of a speedscope file, each once.
class FrameList {
public:
  std::size_t add(const ProfileFrame &frame) {
    auto [slot, isNew] =
        index_.try_emplace({frameLabel(frame), frame.file, frame.line}, frames_.size());
    if (isNew) {
      OrderedJson json{{"name", frameLabel(frame)}};
      if (!frame.file.empty())
        json.update({{"file", frame.file}, {"line", frame.line}, {"col", frame.column}});
      frames_.push_back(std::move(json));
    }
    return slot->second;
  }
  OrderedJson take() { return std::move(frames_); }

private:
  std::map<std::tuple<std::string, std::string, unsigned>, std::size_t> index_;
  OrderedJson frames_ = OrderedJson::array();
};

struct ThreadSamples {
  OrderedJson samples = OrderedJson::array(), weights = OrderedJson::array();
  std::int64_t totalNs = 0;
};

} // namespace

std::string reportJson(const Profile &profile, const ReportContext &context) {
  OrderedJson json = OrderedJson::parse(printProfile(profile));
  json["totals"] = toJson(totalsOf(profile));
  if (context.findings) {
    OrderedJson sites = OrderedJson::array();
    for (const MeasuredSite &site : joinFindings(profile, *context.findings))
      sites.push_back(toJson(site, *context.findings));
    json["sites"] = std::move(sites);
  }
  return printJson(json) + "\n";
}

std::string reportFolded(const Profile &profile) {
  std::string text;
  SiteFinder finder(profile);
  for (const BlockedTime &blocked : profile.blocked) {
    if (finder.roleOf(blocked) == WaitRole::Parked || blocked.totalNs < 1000)
      continue;
    std::string line = threadLabel(profile.threads[blocked.thread]);
    const auto &frames = profile.stacks[blocked.stack].frames;
    for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame)
      line.append(";").append(frameLabel(profile.frames[*frame]));
    std::replace(line.begin(), line.end(), '\n', ' ');
    text += line + ";[" + blocked.syscall + "] " + std::to_string(blocked.totalNs / 1000) + "\n";
  }
  return text;
}

std::string reportSpeedscope(const Profile &profile) {
  FrameList frames;
  std::map<std::size_t, ThreadSamples> threads;
  for (const BlockedTime &blocked : profile.blocked) {
    OrderedJson stack = OrderedJson::array();
    const auto &indices = profile.stacks[blocked.stack].frames;
    for (auto index = indices.rbegin(); index != indices.rend(); ++index)
      stack.push_back(frames.add(profile.frames[*index]));
    ThreadSamples &thread = threads[blocked.thread];
    thread.samples.push_back(std::move(stack));
    thread.weights.push_back(blocked.totalNs);
    thread.totalNs += blocked.totalNs;
  }
  OrderedJson profiles = OrderedJson::array();
  for (auto &[index, thread] : threads)
    profiles.push_back({{"type", "sampled"},
                        {"name", threadLabel(profile.threads[index])},
                        {"unit", "nanoseconds"},
                        {"startValue", 0},
                        {"endValue", thread.totalNs},
                        {"samples", std::move(thread.samples)},
                        {"weights", std::move(thread.weights)}});
  OrderedJson json;
  json["$schema"] = "https://www.speedscope.app/file-format-schema.json";
  json["exporter"] = "coax profile";
  json["shared"]["frames"] = frames.take();
  json["profiles"] = std::move(profiles);
  return printJson(json) + "\n";
}

std::string diffJson(const Profile &before, const Profile &after) {
  OrderedJson sites = OrderedJson::array();
  for (const ComparedSite &site : compareProfiles(before, after)) {
    OrderedJson json{{"change", nameOf(site.change)},
                     {"function", site.function},
                     {"callee", site.callee},
                     {"beforeNs", site.beforeNs},
                     {"afterNs", site.afterNs},
                     {"afterPoolNs", site.afterPoolNs},
                     {"beforeLongestNs", site.beforeLongestNs},
                     {"afterLongestNs", site.afterLongestNs}};
    if (!site.before.file.empty())
      json["before"] = toJson(site.before);
    if (!site.after.file.empty())
      json["after"] = toJson(site.after);
    sites.push_back(std::move(json));
  }
  OrderedJson json;
  json["sites"] = std::move(sites);
  json["before"] = toJson(totalsOf(before));
  json["after"] = toJson(totalsOf(after));
  return printJson(json, 2) + "\n";
}

} // namespace coax::profiler
