// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Can the body of a library's template bring functions of the program into being? It can if the
// template's arguments mention a type of the program with functions that are instantiated when they
// are called: generic lambdas, instances of templates, classes with member templates. All other
// functions of the program are there without it, except copies and moves that the compiler makes
// and only a library uses. (What the body calls is not asked: calls of libraries are no edges.
// Which callables they are given stands at the call.)
#pragma once

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Type.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseMap.h>

namespace coax {

class ProgramTypes {
public:
  explicit ProgramTypes(const clang::SourceManager &sources) : sources_(sources) {}

  /// Some template argument of the function, or of a class around it, mentions such a type.
  bool reachedBy(const clang::FunctionDecl &function);

private:
  const clang::SourceManager &sources_;
  llvm::DenseMap<const clang::Type *, bool> known_;

  bool mentions(clang::QualType type);
  bool mentions(llvm::ArrayRef<clang::TemplateArgument> arguments);
  bool inspect(const clang::Type &type);
  bool inspect(const clang::CXXRecordDecl &record);
  bool isProgram(const clang::CXXRecordDecl &record) const;
  bool holdsPatterns(const clang::CXXRecordDecl &record);
};

} // namespace coax
