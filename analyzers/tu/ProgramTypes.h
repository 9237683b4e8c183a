// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Do the arguments of a template mention a type of the program? If not, its body cannot call back
// into the program, except through values (function pointers), whose calls nobody can see anyway.
#pragma once

#include <clang/AST/DeclTemplate.h>
#include <clang/AST/Type.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseMap.h>

namespace coax {

class ProgramTypes {
public:
  explicit ProgramTypes(const clang::SourceManager &sources) : sources_(sources) {}

  /// Some template argument of the function, or of a class around it, mentions a class or
  /// enumeration (lambdas included) that is declared outside of system headers.
  bool reachedBy(const clang::FunctionDecl &function);

private:
  const clang::SourceManager &sources_;
  llvm::DenseMap<const clang::Type *, bool> known_;

  bool mentions(clang::QualType type);
  bool mentions(llvm::ArrayRef<clang::TemplateArgument> arguments);
  bool inspect(const clang::Type &type);
};

} // namespace coax
