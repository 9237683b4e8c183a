// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// TuSummary ⇔ bytes, for worker pipes and the cache: each distinct string once, numbers as LEB128,
// a checksum over all. The format is private to one version of the tool:
// a reader never sees bytes of another one (the cache key holds the version).
#pragma once

#include "analyzers/model/TuSummary.h"

#include <optional>
#include <string>
#include <string_view>

namespace coax {

std::string toBytes(const TuSummary &summary);

/// Nothing if the bytes are not a summary: truncated, altered, of another version. Never reads
/// outside of `bytes`, never allocates more than a small multiple of them.
std::optional<TuSummary> summaryFromBytes(std::string_view bytes);

} // namespace coax
