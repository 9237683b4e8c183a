// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// AST of some headers ⇒ which of their files declare a name at namespace scope.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

namespace coax {

class HeaderNames {
public:
  using Files = llvm::DenseSet<const clang::FileEntry *>;

  /// Takes in all that is declared so far.
  void collect(const clang::ASTContext &context);

  /// Whoever reads only `files` finds the same under `name`: each thing of that name is declared in
  /// one of them (classes are defined there, if they are anywhere) or makes no difference. Members
  /// of classes are no matter. From call to call `files` may only grow.
  bool declaredIn(const clang::IdentifierInfo &name, const Files &files);

private:
  using DeclaringFiles = llvm::SmallVector<const clang::FileEntry *, 2>;
  llvm::DenseMap<const clang::Decl *, DeclaringFiles> entities_; ///< by canonical declaration
  llvm::DenseMap<const clang::IdentifierInfo *, llvm::SmallVector<const clang::Decl *, 2>> named_;
  llvm::DenseSet<const clang::IdentifierInfo *> settled_;

  bool isDeclared(const clang::Decl &entity, const Files &files) const;
  bool cannotBeCalled(const clang::Decl &entity, const Files &files) const;
  bool hasTwin(const clang::Decl &entity, llvm::ArrayRef<const clang::Decl *> others,
               const Files &files) const;
  void collect(const clang::DeclContext &scope, const clang::SourceManager &sources);
  void add(const clang::NamedDecl &declaration, const clang::NamedDecl &entity,
           const clang::SourceManager &sources);
};

} // namespace coax
