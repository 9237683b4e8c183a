// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/precision/Sample.h"

#include <algorithm>
#include <stdexcept>

namespace coax {
namespace {

/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
std::uint64_t mixed(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15u;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

std::uint64_t rank(const nlohmann::json &finding, std::uint64_t seed) {
  std::string fingerprint = finding.at("fingerprint");
  return mixed(std::stoull(fingerprint, nullptr, 16) ^ mixed(seed));
}

/// How many of each project, so that no project with more left has fewer than another.
std::map<std::string, std::size_t> shares(const std::map<std::string, nlohmann::json> &reports,
                                          std::size_t count) {
  std::map<std::string, std::size_t> taken;
  for (bool any = true; count > 0 && any;) {
    any = false;
    for (const auto &[project, report] : reports)
      if (count > 0 && taken[project] < report.at("findings").size()) {
        ++taken[project];
        --count;
        any = true;
      }
  }
  return taken;
}

} // namespace

std::vector<Drawn> drawFindings(const std::map<std::string, nlohmann::json> &reports,
                                std::size_t count, std::uint64_t seed) {
  std::vector<Drawn> sample;
  for (const auto &[project, share] : shares(reports, count)) {
    std::vector<nlohmann::json> findings = reports.at(project).at("findings");
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const auto &a, const auto &b) { return rank(a, seed) < rank(b, seed); });
    for (std::size_t i = 0; i < share; ++i)
      sample.push_back({project, std::move(findings[i])});
  }
  return sample;
}

std::map<std::pair<std::string, std::string>, Label> readLabels(const nlohmann::json &file) {
  std::map<std::pair<std::string, std::string>, Label> labels;
  for (const nlohmann::json &entry : file.at("labels")) {
    std::string verdict = entry.at("verdict");
    Label label{verdict == "right", entry.at("reason")};
    if ((verdict != "right" && verdict != "wrong") || label.reason.empty())
      throw std::invalid_argument("no verdict or no reason: " + entry.dump());
    if (!labels.try_emplace({entry.at("project"), entry.at("fingerprint")}, label).second)
      throw std::invalid_argument("a second label for " + entry.dump());
  }
  return labels;
}

std::map<std::string, Tally>
tally(const std::vector<Drawn> &sample,
      const std::map<std::pair<std::string, std::string>, Label> &labels, std::string_view key) {
  std::map<std::string, Tally> tallies;
  for (const auto &[project, finding] : sample) {
    auto label = labels.find({project, finding.at("fingerprint")});
    std::string group =
        key == "project" ? project : finding.at(std::string(key)).get<std::string>();
    for (Tally *tally : {&tallies[""], &tallies[group]})
      ++(label == labels.end() ? tally->unlabelled
         : label->second.right ? tally->right
                               : tally->wrong);
  }
  return tallies;
}

} // namespace coax
