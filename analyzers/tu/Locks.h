// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which locks are held while a body is walked in source order: guards by scope, locks by hand until
// they are released, guards that are unlocked and locked again.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/ExprCXX.h>

#include <vector>

namespace coax {

class Locks {
public:
  explicit Locks(Unit &unit) : unit_(unit) {}

  /// A local variable was initialised: it may be a guard.
  void declare(const clang::VarDecl &variable);
  /// A member or free function was called: lock(), unlock(), pthread_mutex_lock() and the like.
  void call(const clang::CallExpr &call);

  /// The state, to come back to at the end of a scope or of a branch that leaves.
  struct Entry {
    HeldLock lock;
    const clang::VarDecl *guard = nullptr; ///< null for a lock taken by hand
    bool held = true;
  };
  using State = std::vector<Entry>;
  const State &state() const { return entries_; }
  void restore(State state) { entries_ = std::move(state); }
  /// Ends the guards among `locals`.
  void leave(llvm::ArrayRef<const clang::VarDecl *> locals);

  std::vector<HeldLock> held() const;

private:
  Unit &unit_;
  State entries_;

  std::string textOf(const clang::Expr &mutex);
  Entry *find(const clang::Expr &expression);
  void take(const clang::Expr &mutex, const clang::Expr &call);
  void release(const clang::Expr &mutex);
};

} // namespace coax
