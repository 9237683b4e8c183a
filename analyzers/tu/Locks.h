// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which locks are held while a body is walked in source order: guards by scope, locks by hand until
// they are released, guards that are unlocked and locked again.
#pragma once

#include "analyzers/tu/Unit.h"

#include <clang/AST/ExprCXX.h>

#include <optional>
#include <utility>
#include <vector>

namespace coax {

class Locks {
public:
  explicit Locks(Unit &unit) : unit_(unit) {}

  /// A local variable was initialised: it may be a guard.
  void declare(const clang::VarDecl &variable);
  /// A member or free function was called: lock(), unlock(), pthread_mutex_lock() and the like.
  void call(const clang::CallExpr &call);

  /// A condition that takes a lock if it can: `if (!m.try_lock()) return;`
  struct Try {
    const clang::Expr *mutex, *call;
    bool succeedsIf; ///< the condition has this value
  };
  static std::optional<Try> tryIn(const clang::Expr *condition);
  void succeed(const Try &tried) { take(*tried.mutex, *tried.call); }

  /// The state, to come back to at the end of a scope or of a branch that leaves.
  struct Entry {
    HeldLock lock;
    const clang::VarDecl *guard = nullptr; ///< null for a lock taken by hand
    bool held = true;
    std::string under; ///< the condition of the branch that took it; empty: taken in any case
    bool ofLibrary = false; ///< it was taken by a function of a library
  };
  using State = std::vector<Entry>;
  const State &state() const { return entries_; }
  void restore(State state) { entries_ = std::move(state); }
  /// Two ways come together: what is held on one of them may be held.
  void join(const State &other);
  /// After `if (condition)`, of which the branches end in `taken` and in the state as it is. What a
  /// branch of the same condition took, the taken one gave back: `if (wide) m.unlock();`.
  void joinBranches(const State &before, const State &taken, const std::string &condition);
  /// Ends the guards among `locals`.
  void leave(llvm::ArrayRef<const clang::VarDecl *> locals);

  std::vector<HeldLock> held() const;

  /// The function returns here: what is locked by hand, its callers are left with.
  void leaveFunction();
  /// FunctionFacts::locksKept and locksGivenBack. At the end of the walk.
  std::vector<HeldLock> kept() const;
  const std::vector<HeldLock> &givenBack() const { return givenBack_; }

private:
  Unit &unit_;
  State entries_;
  std::vector<HeldLock> kept_, givenBack_;
  struct Attempt {
    HeldLock lock;
    bool released = false;
  };
  std::vector<Attempt> attempts_; ///< locks that were taken if that could be done

  std::string textOf(const clang::Expr &mutex);
  /// What a guard is made from.
  struct Guarded {
    std::vector<const clang::Expr *> mutexes;
    bool held = true; ///< it locks them
  };
  std::string typeOf(const clang::Expr &mutex);
  bool isOwnMutex(const clang::Expr &mutex) const;
  static Guarded mutexesAmong(llvm::ArrayRef<const clang::Expr *> arguments);
  void addFor(const clang::VarDecl &guard, clang::QualType type, const Guarded &guarded);
  bool fillOptional(const clang::CallExpr &call);
  void callClosure(const clang::CallExpr &call);
  void add(const clang::VarDecl &guard, const clang::CXXConstructExpr &construction);
  void assign(const clang::CallExpr &assignment);
  void leaveMoved(const clang::CallExpr &call);
  Entry *find(const clang::Expr &expression);
  HeldLock lockAt(const clang::Expr &mutex, const clang::Expr &call);
  void take(const clang::Expr &mutex, const clang::Expr &call, bool ofLibrary = false);
  void release(const clang::Expr &mutex, const clang::Expr &call, bool ofLibrary);
};

} // namespace coax
