// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the parts of the extraction share while one translation unit is looked at.
#pragma once

#include "analyzers/model/TuSummary.h"
#include "analyzers/tu/Names.h"
#include "analyzers/tu/Places.h"

#include <clang/AST/ASTContext.h>

#include <deque>

namespace coax {

struct Unit {
  Unit(clang::ASTContext &context, const std::string &directory, TuSummary &result)
      : ast(context), names(context, directory), places(context, directory), summary(result) {}

  clang::ASTContext &ast;
  Names names;
  Places places;
  TuSummary &summary;
  /// Lambdas and local classes that bodies contain: still to be looked at.
  std::deque<const clang::CXXRecordDecl *> pending;
  /// Functions that are only declared but whose facts matter: to their callers (annotations), to
  /// those who call them through a pointer (names).
  std::deque<const clang::FunctionDecl *> declared;

  bool isUser(const clang::Decl &declaration) const {
    const auto *function = clang::dyn_cast<clang::FunctionDecl>(&declaration);
    if (function && function->isImplicit() && function->getBuiltinID() != 0)
      return false; // clang declares a builtin where it is used first
    return places.isUser(declaration.getLocation());
  }
};

} // namespace coax
