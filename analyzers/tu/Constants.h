// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values that are known while compiling.
#pragma once

#include <clang/AST/Expr.h>

#include <cstdint>
#include <optional>

namespace coax {

/// The value of a constant expression of integral or enumeration type; the ticks of a constant
/// std::chrono::duration; 0 of a null pointer. None of anything else.
std::optional<std::int64_t> constantValue(const clang::Expr &expression,
                                          const clang::ASTContext &context);

/// std::chrono::duration<…>, or a reference to one.
bool isDuration(clang::QualType type);

} // namespace coax
