// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A name for a finding that later runs give it too: it does not change when lines move, when other
// functions change, or when the checkout lies elsewhere.
#pragma once

#include "analyzers/model/Finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// 64-bit FNV-1a of `text` as 16 hex digits. Source: draft-eastlake-fnv, section 2.
std::string hash64(std::string_view text);

/// Fills Finding::fingerprint: a hash of rule, callee, function signature, path relative to `root`
/// and position among findings that agree in all of these. `findings` are sorted by place.
void fingerprint(std::vector<Finding> &findings, std::string_view root);

} // namespace coax
