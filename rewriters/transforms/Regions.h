// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The largest stretches of statements that can run on the pool together: one hop for a read loop,
// not one a line; a lock is taken, used and released on one thread.
//
//   Before:  while (std::getline(in, line))        After:  co_await coax::offload([&] {
//              lines.push_back(line);                        while (std::getline(in, line))
//                                                              lines.push_back(line);
//                                                          });
#pragma once

#include "rewriters/transforms/Body.h"

namespace coax {

class Regions {
public:
  explicit Regions(Body &body) : body_(body) {}

  /// Offloads what can go together in a block; those statements count as finished.
  void offloadRuns(const clang::CompoundStmt &compound);
  /// A statement without braces below an if or a loop. True if it was offloaded.
  bool offloadBranch(const clang::Expr &expression, const clang::Stmt &parent);

  /// True if a co_await stands, or will stand, in this source (lambdas aside).
  bool hasAwait(const clang::Stmt &statement) const;
  /// As hasAwait(), but calls that will be offloaded do not count.
  bool awaitsOutsidePool(const clang::Stmt &statement) const { return traitsOf(statement).await; }
  /// Why an expression cannot run in a lambda on the pool; empty if it can.
  std::string whyNotOffload(const CallPlan &plan, const clang::Expr &call) const;
  /// The smallest expression around a call whose value can leave the pool where that of the call
  /// cannot: `Locked(n).size()`, the object that `T &&` moves into. Null if there is none.
  const clang::Expr *movableWhole(const CallPlan &plan, const clang::Expr &call,
                                  const clang::Expr &full) const;
  /// The calls in a statement that will be offloaded; lambdas aside.
  std::vector<const CallPlan *> offloadsIn(const clang::Stmt &statement) const;

private:
  /// What stands in a stretch of source.
  struct Traits {
    bool offload = false; ///< a call that the plan offloads
    bool await = false;
    bool jump = false;      ///< leaves the statement: return, outer break, goto, label
    bool ownThread = false; ///< uses a variable of which each thread has its own
    bool named = false;     ///< a macro in it says which function it stands in
  };
  enum class Fit { No, Neutral, Weak, Strong };

  Traits traitsOf(const clang::Stmt &statement) const;
  void collect(const clang::Stmt &statement, Traits &traits, bool inLoop, bool inSwitch) const;
  bool namesFunctionByMacro(const clang::Stmt &statement) const;
  Fit fitOf(const clang::Stmt &statement) const;
  bool takesLockFor(const clang::Stmt &statement, const clang::CompoundStmt &compound) const;
  bool bringsItsLocks(const clang::Stmt &statement) const;
  bool offloadTail(const std::vector<const clang::Stmt *> &statements, std::size_t first);
  void wrap(const clang::Stmt &first, const clang::Stmt &last);
  void wrap(const clang::Stmt &first, const clang::Stmt &last, const std::string &head,
            const std::string &tail);

  Body &body_;
};

} // namespace coax
