// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "rewriters/transforms/Threads.h"

#include "rewriters/transforms/Tokens.h"

#include <clang/AST/DeclCXX.h>

namespace coax {
namespace {

const char *const keptElsewhere = "the thread object is kept where its uses cannot all be seen";

const clang::Expr *withoutWrappers(const clang::ParentMap &parents, const clang::Expr *expression) {
  const clang::Stmt *parent = parents.getParent(expression);
  while (
      parent &&
      clang::isa<clang::ImplicitCastExpr, clang::ExprWithCleanups, clang::CXXBindTemporaryExpr,
                 clang::MaterializeTemporaryExpr, clang::CXXFunctionalCastExpr, clang::ParenExpr>(
          parent)) {
    expression = clang::cast<clang::Expr>(parent);
    parent = parents.getParent(expression);
  }
  return expression;
}

/// The member call that `object` is the object of; null if it is used otherwise.
const clang::CXXMemberCallExpr *memberCallOn(const clang::ParentMap &parents,
                                             const clang::Expr *object) {
  object = withoutWrappers(parents, object);
  const auto *member = clang::dyn_cast_or_null<clang::MemberExpr>(parents.getParent(object));
  if (!member)
    return nullptr;
  return clang::dyn_cast_or_null<clang::CXXMemberCallExpr>(parents.getParent(member));
}

llvm::StringRef methodName(const clang::CXXMemberCallExpr &call) {
  const clang::CXXMethodDecl *method = call.getMethodDecl();
  return method && method->getIdentifier() ? method->getName() : "";
}

bool isStdThread(clang::QualType type) {
  const auto *record = type->getAsCXXRecordDecl();
  return record && record->getQualifiedNameAsString() == "std::thread";
}

/// std::vector<std::thread>, std::list<std::thread>, std::deque<std::thread>.
bool isThreadSequence(clang::QualType type) {
  const auto *record =
      clang::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!record || !record->isInStdNamespace() || record->getTemplateArgs().size() == 0)
    return false;
  llvm::StringRef name = record->getName();
  const clang::TemplateArgument &element = record->getTemplateArgs()[0];
  return (name == "vector" || name == "list" || name == "deque") &&
         element.getKind() == clang::TemplateArgument::Type && isStdThread(element.getAsType());
}

void collectReferences(const clang::Stmt &statement, const clang::VarDecl &variable, bool inLambda,
                       std::vector<std::pair<const clang::DeclRefExpr *, bool>> &found) {
  if (const auto *reference = clang::dyn_cast<clang::DeclRefExpr>(&statement))
    if (reference->getDecl() == &variable)
      found.push_back({reference, inLambda});
  if (const auto *lambda = clang::dyn_cast<clang::LambdaExpr>(&statement)) {
    for (const clang::LambdaCapture &capture : lambda->captures())
      if (capture.capturesVariable() && capture.getCapturedVar() == &variable)
        found.push_back({nullptr, true});
    return;
  }
  for (const clang::Stmt *child : statement.children())
    if (child)
      collectReferences(*child, variable, inLambda, found);
}

void collectVariables(const clang::Stmt &statement, std::vector<const clang::VarDecl *> &found) {
  if (clang::isa<clang::LambdaExpr>(statement))
    return;
  if (const auto *declaration = clang::dyn_cast<clang::DeclStmt>(&statement))
    if (declaration->isSingleDecl())
      if (const auto *variable = clang::dyn_cast<clang::VarDecl>(declaration->getSingleDecl()))
        found.push_back(variable);
  for (const clang::Stmt *child : statement.children())
    if (child)
      collectVariables(*child, found);
}

} // namespace

/// What a thread object or a sequence of them is used for.
struct Threads::Uses {
  std::vector<const clang::CXXMemberCallExpr *> joins;
  std::vector<const clang::CXXMemberCallExpr *> starts; ///< emplace_back, push_back
  std::vector<const clang::VarDecl *> elements;         ///< variables of loops over the sequence
};

bool Threads::collectUses(const clang::VarDecl &variable, const clang::Stmt &scope,
                          Uses &uses) const {
  std::vector<std::pair<const clang::DeclRefExpr *, bool>> references;
  collectReferences(scope, variable, false, references);
  for (auto [reference, inLambda] : references) {
    if (inLambda)
      return false;
    if (isThreadSequence(variable.getType().getNonReferenceType())) {
      if (!collectVectorUse(*reference, uses))
        return false;
      continue;
    }
    const clang::CXXMemberCallExpr *call = memberCallOn(body_.parents_, reference);
    llvm::StringRef name = call ? methodName(*call) : "";
    if (name == "join")
      uses.joins.push_back(call);
    else if (name != "detach" && name != "joinable")
      return false;
  }
  return true;
}

bool Threads::collectVectorUse(const clang::DeclRefExpr &reference, Uses &uses) const {
  if (const clang::CXXMemberCallExpr *call = memberCallOn(body_.parents_, &reference)) {
    llvm::StringRef name = methodName(*call);
    if (name == "emplace_back" || name == "push_back")
      uses.starts.push_back(call);
    return name == "emplace_back" || name == "push_back" || name == "reserve" || name == "size" ||
           name == "empty" || name == "clear" || name == "begin" || name == "end";
  }
  // for (auto &thread : threads): the range is bound to a variable of the loop.
  const clang::Stmt *loop = body_.parents_.getParent(&reference);
  while (loop && !clang::isa<clang::CXXForRangeStmt>(loop) &&
         !clang::isa<clang::CompoundStmt>(loop))
    loop = body_.parents_.getParent(loop);
  const auto *range = clang::dyn_cast_or_null<clang::CXXForRangeStmt>(loop);
  if (!range || range->getRangeInit()->IgnoreImplicit() != &reference)
    return false;
  uses.elements.push_back(range->getLoopVariable());
  return collectUses(*range->getLoopVariable(), *range->getBody(), uses);
}

void Threads::rewriteLocals() {
  std::vector<const clang::VarDecl *> variables;
  collectVariables(body_.body_, variables);
  for (const clang::VarDecl *variable : variables) {
    if (isThreadSequence(variable->getType())) {
      Uses uses;
      if (collectUses(*variable, body_.body_, uses))
        rewriteVector(*variable, {uses.starts.begin(), uses.starts.end()});
    } else if (isStdThread(variable->getType()) && variable->getInit()) {
      rewriteThread(*variable, *variable->getInit()->IgnoreImplicit());
    }
  }
}

bool Threads::rewriteThread(const clang::VarDecl &variable, const clang::Expr &construction) {
  const CallPlan *plan = body_.planFor(construction);
  if (!plan || plan->action != CallAction::Spawn)
    return false;
  SourceEdits &edits = body_.edits_;
  Uses uses;
  Stretch type = edits.stretchOf(variable.getTypeSourceInfo()->getTypeLoc().getSourceRange());
  Stretch name = edits.tokenAt(variable.getLocation());
  Stretch whole = edits.stretchOf(variable.getSourceRange());
  bool called = variable.getInitStyle() != clang::VarDecl::CInit;
  if (!called || !type.valid() || !name.valid() || !whole.valid() ||
      !collectUses(variable, body_.body_, uses))
    return false;
  body_.visitParts(construction);
  Stretch arguments{name.file, name.end, whole.end};
  std::string text = edits.take(arguments);
  std::size_t open = text.find_first_of("({");
  text = " = coax::spawn(" + text.substr(open + 1, text.size() - open - 2) + ")";
  edits.replace(type, "auto");
  edits.replace(arguments, text);
  body_.finished_.insert(variable.getInit());
  body_.finished_.insert(&construction);
  awaitJoins(uses);
  return true;
}

bool Threads::rewriteVector(const clang::VarDecl &variable,
                            const std::vector<const clang::Expr *> &starts) {
  SourceEdits &edits = body_.edits_;
  Stretch type = edits.stretchOf(variable.getTypeSourceInfo()->getTypeLoc().getSourceRange());
  if (!type.valid() || starts.empty())
    return false;
  for (const clang::Expr *start : starts) {
    const CallPlan *plan = spawnPlanIn(*start);
    if (!plan)
      return false;
  }
  std::string written = edits.text(type).str();
  std::size_t element = written.find("std::thread");
  if (element == std::string::npos)
    return false;
  edits.replace(type, written.replace(element, 11, "coax::handle<void>"));
  for (const clang::Expr *start : starts)
    spawnInto(*clang::cast<clang::CXXMemberCallExpr>(start));
  Uses uses;
  collectUses(variable, body_.body_, uses);
  for (const clang::VarDecl *variable : uses.elements)
    nameAuto(*variable);
  awaitJoins(uses);
  return true;
}

/// `for (std::thread &t : threads)` ⇒ `for (auto &t : threads)`
void Threads::nameAuto(const clang::VarDecl &variable) {
  clang::TypeLoc type = variable.getTypeSourceInfo()->getTypeLoc();
  if (auto reference = type.getAs<clang::ReferenceTypeLoc>())
    type = reference.getPointeeLoc();
  Stretch written = body_.edits_.stretchOf(type.getSourceRange());
  if (written.valid() && !variable.getType()->getContainedAutoType())
    body_.edits_.replace(written, "auto");
}

/// The plan that makes a task of the thread that `emplace_back(f, x)` or
/// `push_back(std::thread(f, x))` starts; null if there is none.
const CallPlan *Threads::spawnPlanIn(const clang::Expr &start) const {
  const CallPlan *plan = body_.planFor(start);
  if (plan && plan->action == CallAction::Spawn)
    return plan;
  for (const clang::Stmt *child : start.children())
    if (const auto *part = clang::dyn_cast_or_null<clang::Expr>(child))
      if (!clang::isa<clang::LambdaExpr>(part))
        if (const CallPlan *inner = spawnPlanIn(*part))
          return inner;
  return nullptr;
}

void Threads::spawnInto(const clang::CXXMemberCallExpr &start) {
  SourceEdits &edits = body_.edits_;
  for (const clang::Expr *argument : start.arguments())
    body_.visitParts(*argument);
  body_.finished_.insert(&start);
  const clang::Expr *only = start.getNumArgs() == 1 ? start.getArg(0)->IgnoreImplicit() : nullptr;
  if (only && isStdThread(only->getType()) && replaceTypeName(*only))
    return;
  const auto *member = clang::cast<clang::MemberExpr>(start.getCallee());
  edits.replace(edits.tokenAt(member->getMemberLoc()), "push_back");
  Stretch first = edits.stretchOf(start.getArg(0)->getSourceRange());
  Stretch last = edits.stretchOf(start.getArg(start.getNumArgs() - 1)->getSourceRange());
  edits.wrap({first.file, first.begin, last.end}, "coax::spawn(", ")");
}

/// `std::thread{f, x}` ⇒ `coax::spawn(f, x)`
bool Threads::replaceTypeName(const clang::Expr &temporary) {
  SourceEdits &edits = body_.edits_;
  const clang::TypeSourceInfo *written = nullptr;
  if (const auto *object = clang::dyn_cast<clang::CXXTemporaryObjectExpr>(&temporary))
    written = object->getTypeSourceInfo();
  else if (const auto *cast = clang::dyn_cast<clang::CXXFunctionalCastExpr>(&temporary))
    written = cast->getTypeInfoAsWritten();
  if (!written)
    return false;
  Stretch type = edits.stretchOf(written->getTypeLoc().getSourceRange());
  Stretch whole = edits.stretchOf(temporary.getSourceRange());
  if (!type.valid() || !whole.valid())
    return false;
  edits.replace(type, "coax::spawn");
  if (edits.text(whole).ends_with("}")) {
    unsigned open = edits.text(whole).find('{');
    edits.replace({whole.file, whole.begin + open, whole.begin + open + 1}, "(");
    edits.replace({whole.file, whole.end - 1, whole.end}, ")");
  }
  return true;
}

void Threads::awaitJoins(const Uses &uses) {
  for (const clang::CXXMemberCallExpr *join : uses.joins) {
    body_.applyAwait(*join);
    body_.finished_.insert(join);
  }
}

void Threads::spawn(const CallPlan &plan, const clang::Expr &call) {
  const clang::Expr *object = withoutWrappers(body_.parents_, &call);
  const clang::CXXMemberCallExpr *use = memberCallOn(body_.parents_, &call);
  const clang::Expr *temporary = &call;
  if (!clang::isa<clang::CXXTemporaryObjectExpr>(temporary))
    for (const clang::Stmt *parent = &call; parent && parent != body_.parents_.getParent(object);
         parent = body_.parents_.getParent(parent))
      if (clang::isa<clang::CXXFunctionalCastExpr>(parent))
        temporary = clang::cast<clang::Expr>(parent);
  if (!use || methodName(*use) != "detach" || !replaceTypeName(*temporary))
    body_.refuse(plan, keptElsewhere);
}

} // namespace coax
