// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the sampler collects while the target runs: like a Profile, with addresses in place of
// names. Refers to images of an ImageCache, which must outlive it.
#pragma once

#include "analyzers/model/Profile.h"
#include "tool/profiler/Unwinder.h"

#include <map>
#include <tuple>
#include <vector>

namespace coax::profiler {

struct Recording {
  std::int64_t durationNs = 0;
  ProfileQuality quality;
  std::vector<RawStack> stacks;
  std::vector<ProfileThread> threads;
  std::vector<BlockedTime> blocked;

  /// Index of an equal stack, added if there is none.
  std::size_t internStack(RawStack stack);

  /// Index of the entry for these four, added with zero times if there is none.
  std::size_t internBlocked(std::size_t thread, std::size_t stack, WaitKind wait, long syscall);

private:
  std::map<RawStack, std::size_t> stackIndex_;
  std::map<std::tuple<std::size_t, std::size_t, WaitKind, long>, std::size_t> blockedIndex_;
};

} // namespace coax::profiler
