// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A consumer for parses that are about the program alone: what a system header defines is parsed
// and instantiated only as far as the program's own functions depend on it.
// Needs ParseOptions::skipFunctionBodies.
#pragma once

#include "analyzers/tu/ProgramTypes.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/SourceManager.h>

namespace coax {

/// Skips the bodies of system headers. Templates keep theirs: they are instantiated with types of
/// the program. (Clang keeps the bodies of constexpr functions and those with deduced return types
/// by itself.)
class WithoutLibraryBodies : public clang::ASTConsumer {
public:
  explicit WithoutLibraryBodies(const clang::SourceManager &sources) : sources_(sources) {}

  bool shouldSkipFunctionBody(clang::Decl *declaration) override {
    return !declaration->isTemplated() && isSystem(*declaration);
  }

protected:
  bool isSystem(const clang::Decl &declaration) const {
    return sources_.isInSystemHeader(sources_.getExpansionLoc(declaration.getLocation()));
  }

private:
  const clang::SourceManager &sources_;
};

/// Leaves out as well what a library instantiates without bringing functions of the program into
/// being (ProgramTypes.h). Errors in such an instantiation go unseen.
class WithoutLibraryInstances : public WithoutLibraryBodies {
public:
  explicit WithoutLibraryInstances(const clang::SourceManager &sources)
      : WithoutLibraryBodies(sources), programTypes_(sources) {}

  /// With a body that counts as skipped, clang does not instantiate it at the end of the unit.
  void HandleCXXImplicitFunctionInstantiation(clang::FunctionDecl *function) override {
    if (isSystem(*function) && !function->getReturnType()->isUndeducedType() &&
        !programTypes_.reachedBy(*function))
      function->setHasSkippedBody();
  }

private:
  ProgramTypes programTypes_;
};

} // namespace coax
