// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an object of the program is to the library whose function is called on it. Whether a stream
// waits depends on that: the catalog knows std::ofstream, not `struct Log : std::ofstream`.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Expr.h>

#include <string>

namespace coax {

/// An object that others derive from a library's class is to that library what it is derived from:
/// `struct Log : std::ofstream` is an std::ofstream to std::ostream::write. `base` is the library's
/// class that is asked for. One that says no more than `base` itself is not put in the place.
const clang::CXXRecordDecl &asInLibrary(const Unit &unit, const clang::CXXRecordDecl &object,
                                        const clang::CXXRecordDecl &base);

/// ` on ` and the type of the buffer that a variable is a stream on, which tells what the stream
/// can wait for: `std::istream in(&buffer);`. Empty for others.
std::string onBuffer(Unit &unit, const clang::Expr &stream);

/// The stream that a chain begins with, if all links before this operand are operators of the
/// program: `std::cout << colour << 1` writes to std::cout. Null if there are none, or the
/// library's own: the first of those stands for the whole chain.
const clang::Expr *streamBefore(const Unit &unit, const clang::Expr &operand);

} // namespace coax
