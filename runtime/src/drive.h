// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the ways into tasks have in common: run(), block_on(), testing::run().
#pragma once

#include "loop.h"

#include <coax/run.hpp>

namespace coax::detail {

/// Throws misuse, which names `what` and where it was called, on the thread of a running loop.
void refuse_nested(const char *what, site from, const char *remedy);

/// Runs `root` on this thread, up to its end.
void drive(loop &l, strand &root, promise_base &first);

} // namespace coax::detail
