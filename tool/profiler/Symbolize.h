// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recording ⇒ Profile: addresses become functions, files, lines and columns. Runs after the target
// was sampled, never while it is. Separate debug files are found by .gnu_debuglink and by build-id
// under /usr/lib/debug; nothing is downloaded.
#pragma once

#include "analyzers/model/Profile.h"
#include "tool/profiler/Recording.h"

namespace coax::profiler {

/// Fills everything but command, process and exit. Cannot fail: an address without a symbol keeps
/// its module and address. Order of frames and stacks is that of the recording.
Profile symbolize(const Recording &recording);

} // namespace coax::profiler
