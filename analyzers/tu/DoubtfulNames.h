// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names in a unit that things have which the unit could not know yet. Most of them mean something
// else, a parameter or a member: the AST tells.
#pragma once

#include <clang/AST/ASTContext.h>
#include <llvm/ADT/ArrayRef.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/SmallVector.h>

namespace coax {

/// By canonical declaration.
using Entities = llvm::SmallVector<const clang::Decl *, 2>;

class DoubtfulNames {
public:
  /// The token at `place` should not mean one of `entities`.
  void add(clang::SourceLocation place, llvm::ArrayRef<const clang::Decl *> entities) {
    doubts_.try_emplace(place, entities.begin(), entities.end());
  }

  /// Nothing written at `place` should call one of `entities`: an operator, the suffix of a
  /// literal, the functions of a range. `entities` must live as long as this.
  void suspect(clang::SourceLocation place, const Entities &entities) {
    suspects_.try_emplace(place, &entities);
  }

  /// After the parse: whether each of them is seen to mean something else, and no suspect was
  /// called. Walks the AST of the unit's own files, if there is anything to ask.
  bool areHarmless(clang::ASTContext &context) const;

private:
  llvm::DenseMap<clang::SourceLocation, Entities> doubts_;
  llvm::DenseMap<clang::SourceLocation, const Entities *> suspects_;
};

} // namespace coax
