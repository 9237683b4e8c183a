// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// AST of some headers ⇒ which of their files declare a name at namespace scope.
#pragma once

#include "analyzers/tu/DoubtfulNames.h"

#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Basic/TokenKinds.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/DenseSet.h>
#include <llvm/ADT/SmallVector.h>

#include <cstddef>
#include <map>
#include <utility>

namespace coax {

class HeaderNames {
public:
  using Files = llvm::DenseSet<const clang::FileEntry *>;

  /// Takes in all that is declared so far.
  void collect(const clang::ASTContext &context);

  /// What is called `name` and not declared in any of `files` (a class: not defined there, if it is
  /// anywhere), without what makes no difference to those who look it up. Members of classes are no
  /// matter. From call to call `files` may only grow.
  Entities missingFrom(const Files &files, const clang::IdentifierInfo &name);

  /// The same for what has no name but can be called by `token`: functions for an operator, for the
  /// suffix of a literal, for the range of a loop; tuple_size for bindings. The answer lives as
  /// long as this.
  const Entities &missingFrom(const Files &files, clang::tok::TokenKind token);

private:
  using DeclaringFiles = llvm::SmallVector<const clang::FileEntry *, 2>;
  llvm::DenseMap<const clang::Decl *, DeclaringFiles> entities_; ///< by canonical declaration
  llvm::DenseMap<const clang::IdentifierInfo *, Entities> named_;
  llvm::DenseSet<const clang::IdentifierInfo *> settled_;
  std::map<clang::tok::TokenKind, Entities> called_;
  /// Answers, by token and by how many files there were.
  std::map<std::pair<clang::tok::TokenKind, std::size_t>, Entities> missing_;

  bool isDeclared(const clang::Decl &entity, const Files &files) const;
  bool isComplete(const clang::Decl &entity, const Files &files) const;
  bool cannotBeCalled(const clang::Decl &entity, const Files &files) const;
  bool hasTwin(const clang::Decl &entity, llvm::ArrayRef<const clang::Decl *> others,
               const Files &files) const;
  void collect(const clang::DeclContext &scope, const clang::SourceManager &sources);
  void add(const clang::NamedDecl &declaration, const clang::NamedDecl &entity,
           const clang::SourceManager &sources);
};

} // namespace coax
