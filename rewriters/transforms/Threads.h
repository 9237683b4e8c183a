// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads whose work is waiting become tasks.
//
//   Before:  std::thread(&Server::talk, this, fd).detach();
//   After:   coax::spawn(&Server::talk, this, fd).detach();
//
//   Before:  std::thread worker(run, 7);            After:  auto worker = coax::spawn(run, 7);
//            worker.join();                                 co_await worker.join();
//
//   Before:  std::vector<std::thread> workers;      After:  std::vector<coax::handle<void>>
//   workers;
//            workers.emplace_back(run, 7);                  workers.push_back(coax::spawn(run, 7));
//            for (auto &w : workers) w.join();              for (auto &w : workers) co_await
//            w.join();
#pragma once

#include "rewriters/transforms/Body.h"

namespace coax {

class Threads {
public:
  explicit Threads(Body &body) : body_(body) {}

  /// Thread objects that live and end in this body; refuses the others.
  void rewriteLocals();
  /// A thread that is started and detached in one expression.
  void spawn(const CallPlan &plan, const clang::Expr &call);

private:
  struct Uses;
  bool rewriteThread(const clang::VarDecl &variable, const clang::Expr &construction);
  bool rewriteVector(const clang::VarDecl &variable,
                     const std::vector<const clang::Expr *> &starts);
  bool collectUses(const clang::VarDecl &variable, const clang::Stmt &scope, Uses &uses) const;
  bool collectVectorUse(const clang::DeclRefExpr &reference, Uses &uses) const;
  const CallPlan *spawnPlanIn(const clang::Expr &start) const;
  void spawnInto(const clang::CXXMemberCallExpr &start);
  bool replaceTypeName(const clang::Expr &temporary);
  void nameAuto(const clang::VarDecl &variable);
  void awaitJoins(const Uses &uses);

  Body &body_;
};

} // namespace coax
