// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the world (files, flags, JSON, processes) are llvm::Error values: what was seen, which
// file, what to do. They are handled in tool/commands and nowhere swallowed.
#pragma once

#include <llvm/Support/Error.h>
#include <llvm/Support/FormatVariadic.h>

namespace coax {

/// An error with a message formatted as llvm::formatv does.
template <typename... Args> llvm::Error makeError(const char *format, Args &&...args) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "%s",
                                 llvm::formatv(format, std::forward<Args>(args)...).str().c_str());
}

} // namespace coax
