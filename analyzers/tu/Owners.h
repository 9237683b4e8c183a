// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a body does with a local variable that owns something.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/Decl.h>
#include <clang/AST/Stmt.h>

namespace coax {

struct Emptying {
  bool found = false;    ///< what it owned was taken out: its end neither waits nor destroys
  bool refilled = false; ///< assigned, perhaps after that
};

/// `owns`: the variable is a pointer, which get() leaves full, and of which only what happens on
/// every way counts.
Emptying emptyingOf(const clang::VarDecl &variable, const clang::Stmt &body, bool owns);

/// A shared owner that no other one is made from: it has its object from std::make_shared or `new`,
/// and the body only looks through it.
bool isOnlyOwner(const Unit &unit, const clang::VarDecl &variable, const clang::Stmt &body);

} // namespace coax
