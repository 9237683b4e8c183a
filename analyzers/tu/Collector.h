// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All declarations of a translation unit ⇒ the functions with bodies in user code, each walked
// once. Templates: every instantiation; the pattern itself only where nothing instantiates it.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/RecursiveASTVisitor.h>

namespace coax {

class Collector : public clang::RecursiveASTVisitor<Collector> {
public:
  explicit Collector(Unit &unit) : unit_(unit) {}

  /// Appends to the summary of the unit; sorted by place.
  void collect();

  // RecursiveASTVisitor
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitImplicitCode() const { return true; }
  bool TraverseStmt(clang::Stmt *) { return true; } // bodies are BodyWalker's
  bool TraverseTypeLoc(clang::TypeLoc, bool = true) { return true; }
  bool TraverseDecl(clang::Decl *declaration);
  bool VisitFunctionDecl(clang::FunctionDecl *function);
  bool VisitVarDecl(clang::VarDecl *variable);

private:
  Unit &unit_;
  llvm::DenseSet<const clang::Decl *> seen_;
  std::vector<const clang::FunctionDecl *> patterns_;
  std::map<std::string, FunctionFacts> initializers_; ///< by file

  void addBody(const clang::FunctionDecl &function);
  void addDeclaration(const clang::FunctionDecl &function);
  void addLambda(const clang::CXXRecordDecl &lambda);
  void collectPending();
  void addUninstantiated();
};

} // namespace coax
