// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/CatchHandlers.h"

#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Tokens.h"

namespace coax {

bool CatchHandlers::waits(const clang::CXXCatchStmt &handler) const {
  return Regions(body_).hasAwait(*handler.getHandlerBlock());
}

std::string CatchHandlers::obstacle(const clang::CXXTryStmt &statement,
                                    const clang::CXXCatchStmt &handler) const {
  const clang::Stmt *parent = body_.parents_.getParent(&statement);
  if (!parent || !clang::isa<clang::CompoundStmt>(parent))
    return "the try statement is no statement of a block";
  Stretch whole = body_.edits_.stretchOf(statement.getSourceRange());
  Stretch block = body_.edits_.stretchOf(handler.getHandlerBlock()->getSourceRange());
  if (!whole.valid() || !block.valid())
    return "the handler is spelled in a macro";
  return {};
}

void CatchHandlers::refuseCalls(const clang::Stmt &statement, const std::string &reason) {
  if (clang::isa<clang::LambdaExpr>(statement))
    return;
  if (const auto *expression = clang::dyn_cast<clang::Expr>(&statement))
    if (const CallPlan *plan = body_.planFor(*expression))
      body_.refuse(*plan, reason);
  for (const clang::Stmt *child : statement.children())
    if (child)
      refuseCalls(*child, reason);
}

void CatchHandlers::rewrite(const clang::CXXTryStmt &statement) {
  bool first = true;
  std::string tail;
  for (unsigned i = 0; i < statement.getNumHandlers(); ++i) {
    const clang::CXXCatchStmt &handler = *statement.getHandler(i);
    if (!waits(handler)) {
      body_.visit(*handler.getHandlerBlock());
    } else if (std::string why = obstacle(statement, handler); !why.empty()) {
      refuseCalls(*handler.getHandlerBlock(), "it stands in a catch handler: " + why);
    } else {
      tail += move(statement, handler, first);
      first = false;
    }
  }
  // Once all handlers are written: the statement ends where the last of them ends.
  if (!tail.empty())
    body_.edits_.insertAfter(body_.edits_.stretchOf(statement.getSourceRange()), tail);
}

/// `throw;` outside of the handler has nothing to throw again.
void CatchHandlers::rethrowFrom(const clang::Stmt &statement, const std::string &exception) {
  if (clang::isa<clang::LambdaExpr, clang::CXXCatchStmt>(statement))
    return;
  const auto *again = clang::dyn_cast<clang::CXXThrowExpr>(&statement);
  if (again && !again->getSubExpr()) {
    Stretch word = body_.edits_.stretchOf(again->getSourceRange());
    if (!word.valid())
      return body_.refuseFunction("throws again through a macro in a catch handler that waits");
    body_.edits_.replace(word, "std::rethrow_exception(" + exception + ")");
  }
  for (const clang::Stmt *child : statement.children())
    if (child)
      rethrowFrom(*child, exception);
}

std::string CatchHandlers::move(const clang::CXXTryStmt &statement,
                                const clang::CXXCatchStmt &handler, bool first) {
  SourceEdits &edits = body_.edits_;
  const clang::Stmt &block = *handler.getHandlerBlock();
  std::string caught = body_.freshName("caught");
  body_.visit(block);
  rethrowFrom(block, caught);

  Stretch whole = edits.stretchOf(statement.getSourceRange());
  Stretch braces = edits.stretchOf(block.getSourceRange());
  std::string indent = indentationAt(edits, whole);
  edits.insertStatement(whole, "std::exception_ptr " + caught + ";");
  std::string keep = caught + " = std::current_exception();";
  std::string body = edits.take(braces);
  const clang::VarDecl *error = handler.getExceptionDecl();
  if (error && error->getIdentifier()) {
    Stretch declared = edits.stretchOf(error->getSourceRange());
    std::string written = edits.text(declared).str();
    bool byValue = !error->getType()->isLValueReferenceType();
    std::size_t end = byValue ? written.rfind(error->getNameAsString()) : written.rfind('&');
    llvm::StringRef type = llvm::StringRef(written).take_front(end).rtrim();
    if (byValue) // what the pointer points to must outlive the handler: the exception itself
      edits.insertBefore(edits.tokenAt(error->getLocation()), "&");
    std::string pointer = body_.freshName("error");
    std::string name = error->getNameAsString();
    edits.insertStatement(whole, type.str() + " *" + pointer + " = nullptr;");
    keep += " " + pointer + " = &" + name + ";";
    body.insert(1, "\n" + indent + "  " + written + " = *" + pointer + ";");
  }
  edits.replace(braces, "{ " + keep + " }");
  return (first ? "\n" + indent + "if (" : " else if (") + caught + ") " + body;
}

} // namespace coax
