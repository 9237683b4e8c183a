// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables that are made on the pool. What the initialiser of a static variable waits for cannot
// be awaited ([expr.await]/2): all of the declaration moves. An object that cannot be moved is made
// on the heap, and its name refers to it.
//
//   Before:  std::ofstream out(path);
//   After:   std::ofstream out = co_await coax::offload([&] { return std::ofstream(path); });
//   Before:  static Table table = load();
//   After:   auto &table = co_await coax::offload([&]() -> auto & { static Table table = load();
//            return table; });
//   Before:  Account account(id);
//   After:   const std::unique_ptr<Account> coax_object1 = co_await coax::offload([&] { return
//            std::unique_ptr<Account>(new Account(id)); });
//            Account &account = *coax_object1;
#pragma once

#include "rewriters/transforms/Body.h"

namespace coax {

class Declarations {
public:
  explicit Declarations(Body &body) : body_(body) {}

  /// True if the variable is made on the pool now, or will not be and that was said.
  bool offload(const clang::VarDecl &variable, const clang::DeclStmt &statement);

private:
  bool offloadStatic(const clang::VarDecl &variable, const clang::DeclStmt &statement);
  bool offloadObject(const CallPlan &plan, const clang::VarDecl &variable,
                     const clang::Expr &construction);
  bool offloadUnmovable(const CallPlan &plan, const clang::VarDecl &variable,
                        const clang::DeclStmt &statement);
  /// The text behind the name, put behind a type: "(args)", "{args}", "(value)"; clears it.
  std::string takeInitializer(const clang::VarDecl &variable, const Stretch &whole,
                              const Stretch &name);

  Body &body_;
};

} // namespace coax
