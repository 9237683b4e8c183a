// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Declarations.h"

#include "rewriters/transforms/Regions.h"
#include "rewriters/transforms/Shapes.h"
#include "rewriters/transforms/Tokens.h"

#include <clang/AST/DeclCXX.h>

#include <algorithm>

namespace coax {
namespace {

const char *const cannotMove = "the object cannot be made on another thread and moved here";

bool names(const clang::Stmt &statement, const clang::VarDecl &variable) {
  const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(&statement);
  return (reference && reference->getDecl() == &variable) ||
         std::any_of(statement.child_begin(), statement.child_end(),
                     [&](const clang::Stmt *child) { return child && names(*child, variable); });
}

/// True if a lambda or a class in the function uses the variable: a static one needs no capture.
bool isUsedInside(const clang::Stmt &statement, const clang::VarDecl &variable) {
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&statement))
    return names(*lambda->getBody(), variable);
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    if (std::any_of(
            declaration->decl_begin(), declaration->decl_end(),
            [](const clang::Decl *declared) { return !clang::isa<clang::VarDecl>(declared); }))
      return true;
  return std::any_of(statement.child_begin(), statement.child_end(), [&](const clang::Stmt *child) {
    return child && isUsedInside(*child, variable);
  });
}

/// The expression that makes an object of class type, without what only passes it on.
const clang::Expr &makerOf(const clang::Expr &init) {
  const clang::Expr *inner = init.IgnoreImplicit();
  while (const auto *cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(inner))
    inner = cast->getSubExpr()->IgnoreImplicit();
  return *inner;
}

bool standsInBlock(const clang::DeclStmt &statement, const clang::ParentMap &parents) {
  return clang::isa_and_nonnull<clang::CompoundStmt>(parents.getParent(&statement));
}

} // namespace

bool Declarations::offload(const clang::VarDecl &variable, const clang::DeclStmt &statement) {
  const clang::Expr &init = *variable.getInit();
  if (variable.isStaticLocal())
    return offloadStatic(variable, statement);
  const clang::Expr *core = init.IgnoreImplicit();
  const CallPlan *plan = body_.planFor(*core);
  bool offloads = plan && plan->action == CallAction::Offload;
  bool construction =
      clang::isa<clang::CXXConstructExpr>(core) && !clang::isa<clang::CXXTemporaryObjectExpr>(core);
  if (offloads && construction) {
    if (!statement.isSingleDecl() ||
        (!offloadObject(*plan, variable, *core) && !offloadUnmovable(*plan, variable, statement)))
      body_.refuse(*plan, cannotMove);
    return true;
  }
  if (canMove(variable.getType()) || variable.getType()->isReferenceType())
    return false;
  plan = body_.planFor(makerOf(init));
  return plan && plan->action == CallAction::Offload && statement.isSingleDecl() &&
         offloadUnmovable(*plan, variable, statement);
}

bool Declarations::offloadStatic(const clang::VarDecl &variable, const clang::DeclStmt &statement) {
  const std::vector<const CallPlan *> plans = Regions(body_).offloadsIn(*variable.getInit());
  if (plans.empty())
    return false;
  Stretch whole = body_.edits_.stretchOf(statement.getSourceRange());
  auto locked = [](const CallPlan *plan) { return !plan->locks.empty(); };
  bool fits = statement.isSingleDecl() && whole.valid() && variable.getIdentifier() &&
              !clang::isa<clang::DecompositionDecl>(variable) &&
              variable.getTLSKind() == clang::VarDecl::TLS_None &&
              standsInBlock(statement, body_.parents_) && !isUsedInside(body_.body_, variable) &&
              !Regions(body_).awaitsOutsidePool(*variable.getInit()) &&
              std::none_of(plans.begin(), plans.end(), locked);
  if (!fits) {
    for (const CallPlan *plan : plans)
      body_.refuse(*plan, "the call initialises a variable of static storage");
    return true;
  }
  body_.unit_.visitSynchronous(*variable.getInit());
  std::string name = variable.getNameAsString();
  const char *unused = variable.isReferenced() ? "" : "[[maybe_unused]] ";
  body_.edits_.wrap(whole,
                    unused + ("auto &" + name) + " = co_await coax::offload([&]() -> auto & { ",
                    " return " + name + "; });");
  body_.finish(*variable.getInit());
  return true;
}

std::string Declarations::takeInitializer(const clang::VarDecl &variable, const Stretch &whole,
                                          const Stretch &name) {
  std::string text = body_.edits_.take({name.file, name.end, whole.end});
  if (variable.getInitStyle() != clang::VarDecl::CInit)
    return text;
  llvm::StringRef value = llvm::StringRef(text).ltrim();
  if (!value.consume_front("="))
    return {};
  value = value.ltrim();
  return value.starts_with("{") ? value.str() : llvm::Twine("(").concat(value).concat(")").str();
}

bool Declarations::offloadObject(const CallPlan &plan, const clang::VarDecl &variable,
                                 const clang::Expr &construction) {
  SourceEdits &edits = body_.edits_;
  const clang::TypeSourceInfo *written = variable.getTypeSourceInfo();
  if (!canMove(variable.getType()) || !written || !plan.locks.empty() ||
      variable.getInitStyle() == clang::VarDecl::CInit)
    return false;
  Stretch type = edits.stretchOf(written->getTypeLoc().getSourceRange());
  Stretch name = edits.tokenAt(variable.getLocation());
  Stretch whole = edits.stretchOf(variable.getSourceRange());
  if (!type.valid() || !name.valid() || !whole.valid() ||
      !Regions(body_).whyNotOffload(plan, construction).empty())
    return false;
  body_.unit_.visitSynchronous(construction);
  Stretch arguments{name.file, name.end, whole.end};
  std::string text = edits.take(arguments);
  if (text.empty())
    text = "()";
  std::string made =
      " = co_await coax::offload([&] { return " + edits.text(type).str() + text + "; })";
  if (arguments.begin == arguments.end)
    edits.insertAfter(name, made);
  else
    edits.replace(arguments, made);
  if (!variable.isReferenced()) // made for what its constructor does
    edits.insertBefore(whole, "[[maybe_unused]] ");
  return true;
}

bool Declarations::offloadUnmovable(const CallPlan &plan, const clang::VarDecl &variable,
                                    const clang::DeclStmt &statement) {
  SourceEdits &edits = body_.edits_;
  const clang::TypeSourceInfo *written = variable.getTypeSourceInfo();
  bool fits = written && plan.locks.empty() && !canMove(variable.getType()) &&
              !variable.getType()->isReferenceType() && !variable.getType()->isArrayType() &&
              !written->getType()->getContainedDeducedType() &&
              standsInBlock(statement, body_.parents_) &&
              !Regions(body_).awaitsOutsidePool(*variable.getInit());
  Stretch name = edits.tokenAt(variable.getLocation());
  Stretch whole = edits.stretchOf(variable.getSourceRange());
  if (!fits || !name.valid() || !whole.valid() || name.file != whole.file)
    return false;
  body_.unit_.visitSynchronous(*variable.getInit());
  std::string type = edits.text({whole.file, whole.begin, name.begin}).trim().str();
  std::string made = "new " + type + takeInitializer(variable, whole, name);
  std::string holder = "std::unique_ptr<" + type + ">";
  std::string object = body_.freshName("object");
  edits.insertStatement(whole, "const " + holder + " " + object +
                                   " = co_await coax::offload([&] { return " + holder + "(" + made +
                                   "); });");
  const char *unused = variable.isReferenced() ? "" : "[[maybe_unused]] ";
  edits.replace(whole, unused + type + " &" + variable.getNameAsString() + " = *" + object);
  body_.finish(*variable.getInit());
  return true;
}

} // namespace coax
