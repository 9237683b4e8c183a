// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands for a connection, a file or a session: an int, of which most are something else, or
// the handle of a library, which is a pointer to an object that is not shown (SSL *,
// gnutls_session_t) or a plain structure (FILE *, mbedtls_ssl_context). All of them are
// "descriptors" in what follows.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/Expr.h>

namespace coax {

/// By its type only.
bool isDescriptor(const Unit &unit, clang::QualType type);

/// The variable or field that an expression names: also through its address, a pointer, an element
/// of an array, the get() of a smart pointer, or a member function that returns a field and does
/// nothing else. Null if there is none. Elements of an array have one storage, and so have the
/// fields of all objects.
const clang::ValueDecl *storageOf(const clang::Expr &expression);

} // namespace coax
