// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reports of several projects ⇒ a random sample of their findings, and what its labels say of it.
// Pure; reports are the JSON of `coax scan --format=json`.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

struct Drawn {
  std::string project;
  nlohmann::json finding;
};

/// `count` findings, as many of each project as of any other (all of a project that has fewer).
/// Which ones depends on `seed` and their fingerprints alone: a finding that comes or goes moves
/// only the last of its project's in or out. By project, then in the order drawn.
std::vector<Drawn> drawFindings(const std::map<std::string, nlohmann::json> &reports,
                                std::size_t count, std::uint64_t seed);

/// A reader's word on one finding.
struct Label {
  bool right = false;
  std::string reason;
};

/// Labels by project and fingerprint, as docs/precision/labels.json holds them. Throws
/// nlohmann::json::exception, or std::invalid_argument for a verdict that is neither "right" nor
/// "wrong", an empty reason, and a finding with two labels.
std::map<std::pair<std::string, std::string>, Label> readLabels(const nlohmann::json &file);

struct Tally {
  unsigned right = 0, wrong = 0, unlabelled = 0;

  unsigned labelled() const { return right + wrong; }
  /// In percent; 0 if nothing is labelled.
  double precision() const { return labelled() == 0 ? 0 : 100.0 * right / labelled(); }
};

/// What the labels say of a sample: all of it under "", and by the value of `key` in each finding,
/// or by project if that is "project".
std::map<std::string, Tally>
tally(const std::vector<Drawn> &sample,
      const std::map<std::pair<std::string, std::string>, Label> &labels, std::string_view key);

} // namespace coax
