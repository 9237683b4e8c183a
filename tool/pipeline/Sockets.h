// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whole messages over a stream socket between our own processes.
#pragma once

#include <cstddef>

namespace coax {

/// False if the other side is gone. Raises no SIGPIPE.
bool sendAll(int descriptor, const char *bytes, std::size_t size);

/// False if the other side is gone before `size` bytes came.
bool receiveAll(int descriptor, char *bytes, std::size_t size);

} // namespace coax
