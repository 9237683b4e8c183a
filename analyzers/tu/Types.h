// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Questions about types that decide what a call can do. Answers come from the shape of the types,
// not from names of libraries.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/Type.h>
#include <llvm/ADT/StringSet.h>

#include <vector>

namespace coax {

/// The record behind pointers and references; null if there is none or it is incomplete.
const clang::CXXRecordDecl *recordOf(clang::QualType type);

/// A class of the standard library, or an instance of a template of it, by its name without scope.
bool isStandardNamed(const clang::CXXRecordDecl &record, const llvm::StringSet<> &names);

/// A function, a pointer or reference to one, a member pointer to one, or a class with operator().
bool isCallable(clang::QualType type);

/// The closure type of a lambda expression.
bool isClosure(clang::QualType type);

/// A class of a library whose objects hold any callable of a signature, as std::function does: a
/// class template whose first argument is a function type, with an operator(). Gives that
/// function type, null otherwise.
clang::QualType heldSignature(const Unit &unit, clang::QualType type);

/// The body that calling an object of this class runs: the only operator() that is no template (for
/// a generic lambda its pattern). Null if there are several or none.
const clang::FunctionDecl *callOperator(const clang::CXXRecordDecl &record);

/// Every operator() of the class and its bases; of templates, what was made of them.
std::vector<const clang::FunctionDecl *> callOperators(const clang::CXXRecordDecl &record);

/// A class of a library that manages memory only: containers, strings, allocators.
bool isContainer(const Unit &unit, const clang::CXXRecordDecl &record);

/// A class of a library that owns what its element_type says: smart pointers.
bool isSmartPointer(const Unit &unit, const clang::CXXRecordDecl &record);

/// A class of a library with function pointers or std::function among its template arguments, at
/// any depth: a table of handlers.
bool holdsCallables(const Unit &unit, clang::QualType type);

/// An iterator of a library that goes over its range once: it fetches what it points to, or passes
/// on what is assigned to it. Those that insert into containers are none.
bool isSinglePass(const Unit &unit, clang::QualType type);

/// A constructor or destructor that the compiler writes and that runs no other code: what it does
/// to bases and members is as quiet, at any depth.
bool isQuiet(const clang::CXXMethodDecl &member);

/// A call of this function of a library cannot wait and runs nothing of the program: constant
/// expressions, functions without side effects or without return, memory work of containers
/// and of iterators into them.
bool cannotWait(const Unit &unit, const clang::FunctionDecl &function);

} // namespace coax
