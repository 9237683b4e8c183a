// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/CatchHandlers.h"

#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Shapes.h"
#include "rewriters/transforms/Tokens.h"

#include <algorithm>
#include <set>
#include <vector>

namespace coax {
namespace {

const clang::FunctionDecl *calleeOf(const clang::Stmt &statement) {
  const auto *call = clang::dyn_cast<clang::CallExpr>(&statement);
  return call ? call->getDirectCallee() : nullptr;
}

bool isRethrow(const clang::Stmt &statement) {
  const auto *thrown = clang::dyn_cast<clang::CXXThrowExpr>(&statement);
  return thrown && !thrown->getSubExpr();
}

/// Finds what asks the library for the exception that is being handled: std::current_exception(),
/// or the call of a function that throws it again.
class ExceptionUses {
public:
  bool in(const clang::Stmt &statement) {
    if (clang::isa<clang::CXXCatchStmt>(statement))
      return false; // that is another exception
    if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&statement))
      return inBody(*lambda->getBody());
    const clang::FunctionDecl *callee = calleeOf(statement);
    return (callee && inFunction(*callee)) ||
           std::any_of(statement.child_begin(), statement.child_end(),
                       [&](const clang::Stmt *child) { return child && in(*child); });
  }

private:
  std::set<const clang::FunctionDecl *> seen_;

  bool inFunction(const clang::FunctionDecl &function) {
    if (function.isInStdNamespace() && function.getIdentifier())
      return function.getName() == "current_exception" || function.getName() == "throw_with_nested";
    const clang::FunctionDecl *definition = nullptr;
    return seen_.insert(function.getCanonicalDecl()).second && function.hasBody(definition) &&
           inBody(*definition->getBody());
  }

  bool inBody(const clang::Stmt &body) { return rethrows(body) || in(body); }

  static bool rethrows(const clang::Stmt &statement) {
    if (clang::isa<clang::CXXCatchStmt, clang::LambdaExpr>(statement))
      return false;
    return isRethrow(statement) ||
           std::any_of(statement.child_begin(), statement.child_end(),
                       [](const clang::Stmt *child) { return child && rethrows(*child); });
  }
};

/// True if nothing that follows the statement is reached from its end.
bool leaves(const clang::Stmt &statement) {
  if (const auto *compound = clang::dyn_cast<clang::CompoundStmt>(&statement))
    return !compound->body_empty() && leaves(*compound->body_back());
  if (const auto *branch = clang::dyn_cast<clang::IfStmt>(&statement))
    return branch->getElse() && leaves(*branch->getThen()) && leaves(*branch->getElse());
  const auto *value = clang::dyn_cast<clang::Expr>(&statement);
  bool throws = value && clang::isa<clang::CXXThrowExpr>(value->IgnoreImplicit());
  return throws || neverReturns(statement) ||
         clang::isa<clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt, clang::GotoStmt>(
             statement);
}

bool asksForException(const clang::Stmt &statement) { return ExceptionUses().in(statement); }

} // namespace

bool CatchHandlers::waits(const clang::CXXCatchStmt &handler) const {
  return Regions(body_).hasAwait(*handler.getHandlerBlock());
}

std::string CatchHandlers::obstacle(const clang::CXXTryStmt &statement,
                                    const clang::CXXCatchStmt &handler) const {
  const clang::Stmt *parent = body_.parents_.getParent(&statement);
  bool whole = &statement == &body_.body_;
  if (!whole && !(parent && clang::isa<clang::CompoundStmt>(parent)))
    return "the try statement is no statement of a block";
  Stretch written = body_.edits_.stretchOf(statement.getSourceRange());
  Stretch block = body_.edits_.stretchOf(handler.getHandlerBlock()->getSourceRange());
  if (!written.valid() || !block.valid())
    return "the handler is spelled in a macro";
  for (const clang::Stmt *part : handler.getHandlerBlock()->children())
    if (asksForException(*part) &&
        (!clang::isa<clang::Expr>(part) || Regions(body_).hasAwait(*part) ||
         !body_.edits_.stretchOf(part->getSourceRange()).valid()))
      return "it asks for the exception that is handled";
  return {};
}

/// `std::throw_with_nested(e);` outside of the handler: the exception is handled once more.
void CatchHandlers::handleAgain(const clang::Stmt &block, const std::string &exception) {
  for (const clang::Stmt *part : block.children())
    if (asksForException(*part)) {
      Stretch whole = withSemicolon(body_.edits_, body_.edits_.stretchOf(part->getSourceRange()));
      body_.edits_.wrap(whole, "try { std::rethrow_exception(" + exception + "); } catch (...) { ",
                        " }");
    }
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
  std::vector<const clang::CXXCatchStmt *> moved;
  bool onlyMoved = endsFunction(statement) || leaves(*statement.getTryBlock());
  for (unsigned i = 0; i < statement.getNumHandlers(); ++i) {
    const clang::CXXCatchStmt &handler = *statement.getHandler(i);
    std::string why = waits(handler) ? obstacle(statement, handler) : std::string();
    if (!waits(handler)) {
      onlyMoved &= endsFunction(statement) || leaves(*handler.getHandlerBlock());
      body_.visit(*handler.getHandlerBlock());
    } else if (!why.empty()) {
      refuseCalls(*handler.getHandlerBlock(), "it stands in a catch handler: " + why);
    } else {
      moved.push_back(&handler);
    }
  }
  std::string tail;
  for (const clang::CXXCatchStmt *handler : moved)
    tail +=
        move(statement, *handler, handler == moved.front(), onlyMoved && handler == moved.back());
  // Once all handlers are written: the statement ends where the last of them ends.
  if (!tail.empty())
    body_.edits_.insertAfter(body_.edits_.stretchOf(statement.getSourceRange()), tail);
}

/// True if the function returns a value and ends with this statement: whatever gets past it without
/// an exception has returned.
bool CatchHandlers::endsFunction(const clang::CXXTryStmt &statement) const {
  const auto *block = clang::dyn_cast<clang::CompoundStmt>(&body_.body_);
  bool last =
      block ? !block->body_empty() && block->body_back() == &statement : &body_.body_ == &statement;
  return last && !body_.declaration_.getReturnType()->isVoidType() && !body_.declaration_.isMain();
}

/// `throw;` outside of the handler has nothing to throw again.
void CatchHandlers::rethrowFrom(const clang::Stmt &statement, const std::string &exception) {
  if (clang::isa<clang::LambdaExpr, clang::CXXCatchStmt>(statement))
    return;
  if (isRethrow(statement)) {
    Stretch word = body_.edits_.stretchOf(statement.getSourceRange());
    if (!word.valid())
      return body_.refuseFunction("throws again through a macro in a catch handler that waits");
    body_.edits_.replace(word, "std::rethrow_exception(" + exception + ")");
  }
  for (const clang::Stmt *child : statement.children())
    if (child)
      rethrowFrom(*child, exception);
}

std::string CatchHandlers::move(const clang::CXXTryStmt &statement,
                                const clang::CXXCatchStmt &handler, bool first, bool last) {
  SourceEdits &edits = body_.edits_;
  const clang::Stmt &block = *handler.getHandlerBlock();
  std::string caught = body_.freshName("caught");
  body_.visit(block);
  rethrowFrom(block, caught);
  handleAgain(block, caught);

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
    const char *unused = error->isReferenced() ? "" : "[[maybe_unused]] ";
    body.insert(1, "\n" + indent + indentationStepAt(edits, whole) + unused + written + " = *" +
                       pointer + ";");
  }
  edits.replace(braces, "{ " + keep + " }");
  std::string head = first ? "\n" + indent : " else ";
  if (!last)
    head += "if (" + caught + ") ";
  return head + body;
}

} // namespace coax
