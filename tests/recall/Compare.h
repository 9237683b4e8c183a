// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Seen sites × reports of `coax scan` ⇒ which of them the scan knows. Pure.
#pragma once

#include "analyzers/model/Finding.h"
#include "tests/recall/SeenSites.h"

#include <functional>
#include <string>
#include <vector>

namespace coax::recall {

enum class Verdict {
  Reported,  ///< has a finding: its range covers the place, and its callee is what ran there
  InChain,   ///< a later link of a chain of `<<` or `>>`: the finding is where the chain begins
  InContext, ///< would have one in a coroutine or a handler: `"report": "context"` in the catalog
  Missed,
};

struct Scan {
  std::vector<Finding> findings;   ///< of a plain scan
  std::vector<Finding> everywhere; ///< of a scan whose catalog has no `"report": "context"`
};

struct JudgedSite {
  SeenSite site;
  Verdict verdict = Verdict::Missed;
};

/// The text of a source file by its path; empty if it cannot be read.
using TextOf = std::function<std::string(const std::string &)>;

/// `root` is the directory that paths in the findings are relative to.
std::vector<JudgedSite> judge(const std::vector<SeenSite> &sites, const Scan &scan,
                              const std::string &root, const TextOf &textOf);

} // namespace coax::recall
