// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// DWARF expressions as call frame information uses them (PLT stubs, signal trampolines). A small
// stack machine; nothing is written. Source: DWARF 5, 2.5 and 6.4.2.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <optional>

namespace coax::profiler {

/// Evaluates `expression`. `registerValue` and `word` answer what a register and 8 bytes of memory
/// hold; `initial`, if there is one, is pushed first. Nothing if an operand is unknown, the
/// expression is malformed, or it uses an operation that does not occur in frame information.
std::optional<std::uint64_t>
evaluateExpression(llvm::StringRef expression, std::optional<std::uint64_t> initial,
                   llvm::function_ref<std::optional<std::uint64_t>(unsigned)> registerValue,
                   llvm::function_ref<std::optional<std::uint64_t>(std::uint64_t)> word);

} // namespace coax::profiler
