// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A co_await may not stand in a handler ([expr.await]/2): a handler that waits moves behind its
// try block. The exception object lives on in an exception_ptr, so the handler sees the same one.
//
//   Before:  try { … } catch (const Error &e) { log(e); sleep(1); }
//   After:   std::exception_ptr coax_caught1;
//            const Error *coax_error1 = nullptr;
//            try { … } catch (const Error &e) { coax_caught1 = std::current_exception();
//            coax_error1 = &e; } if (coax_error1) { const Error &e = *coax_error1; log(e); co_await
//            coax::sleep(1); }
#pragma once

#include "rewriters/transforms/Body.h"

namespace coax {

class CatchHandlers {
public:
  explicit CatchHandlers(Body &body) : body_(body) {}

  /// Rewrites the handlers of a try statement whose block was rewritten already.
  void rewrite(const clang::CXXTryStmt &statement);

private:
  bool waits(const clang::CXXCatchStmt &handler) const;
  std::string obstacle(const clang::CXXTryStmt &statement,
                       const clang::CXXCatchStmt &handler) const;
  bool endsFunction(const clang::CXXTryStmt &statement) const;
  /// Returns the statement that does the handler's work. `last`: nothing else gets there.
  std::string move(const clang::CXXTryStmt &statement, const clang::CXXCatchStmt &handler,
                   bool first, bool last);
  void handleAgain(const clang::Stmt &block, const std::string &exception);
  void rethrowFrom(const clang::Stmt &statement, const std::string &exception);
  void refuseCalls(const clang::Stmt &statement, const std::string &reason);

  Body &body_;
};

} // namespace coax
