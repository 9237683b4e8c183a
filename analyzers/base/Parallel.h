// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>

#include <cstddef>

namespace coax {

/// Into how many ranges [0, count) is worth parting: one for each of `threads` at most, of
/// `smallest` at least.
std::size_t partCount(std::size_t count, std::size_t smallest, std::size_t threads);

/// Calls `work(part, begin, end)` for each of `parts` ranges of [0, count), each in a thread of its
/// own; the first in this one. Returns when all are done. `work` must not throw.
void inParts(std::size_t count, std::size_t parts,
             llvm::function_ref<void(std::size_t part, std::size_t begin, std::size_t end)> work);

} // namespace coax
