// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Descriptors.h"

#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Callables.h"

#include <clang/AST/ExprCXX.h>

namespace coax {

using namespace clang;

static bool isHandle(const Unit &unit, const RecordDecl &record) {
  const RecordDecl *definition = record.getDefinition();
  if (!definition)
    return true;
  const auto *object = dyn_cast<CXXRecordDecl>(definition);
  return (!object || object->isCLike()) && !unit.isUser(*definition);
}

bool isDescriptor(const Unit &unit, QualType type) {
  if (type.isNull()) // a parenthesised list in a template that is not instantiated
    return false;
  type = type.getCanonicalType();
  if (type->isSpecificBuiltinType(BuiltinType::Int))
    return true;
  if (type->isPointerType())
    type = type->getPointeeType();
  const RecordDecl *record = type->getAsRecordDecl();
  return record && isHandle(unit, *record);
}

/// What a member function returns whose body is `{ return field; }`.
static const Expr *onlyReturned(const FunctionDecl &function) {
  const auto *body = dyn_cast_or_null<CompoundStmt>(function.getBody());
  const auto *only = body && body->size() == 1 ? dyn_cast<ReturnStmt>(body->body_front()) : nullptr;
  const Expr *value = only && only->getRetValue() ? core(only->getRetValue()) : nullptr;
  return isa_and_nonnull<MemberExpr>(value) ? value : nullptr;
}

/// `connection.get()` of a smart pointer is what the pointer is.
static const Expr *behindAccessor(const CXXMemberCallExpr &call) {
  const CXXMethodDecl *method = call.getMethodDecl();
  if (!method || call.getNumArgs() != 0)
    return nullptr;
  if (const Expr *field = onlyReturned(*method); field && !method->isVirtual())
    return field;
  return method->getIdentifier() && method->getName() == "get" ? call.getImplicitObjectArgument()
                                                               : nullptr;
}

const ValueDecl *storageOf(const Expr &expression) {
  const Expr *e = core(&expression);
  while (e) {
    if (const auto *reference = dyn_cast<DeclRefExpr>(e))
      return dyn_cast<VarDecl>(reference->getDecl());
    if (const auto *member = dyn_cast<MemberExpr>(e))
      return dyn_cast<FieldDecl>(member->getMemberDecl());
    const Expr *inner = nullptr;
    if (const auto *unary = dyn_cast<UnaryOperator>(e);
        unary && (unary->getOpcode() == UO_AddrOf || unary->getOpcode() == UO_Deref))
      inner = unary->getSubExpr();
    else if (const auto *element = dyn_cast<ArraySubscriptExpr>(e))
      inner = element->getBase();
    else if (const auto *call = dyn_cast<CXXMemberCallExpr>(e))
      inner = behindAccessor(*call);
    e = inner ? core(inner) : nullptr;
  }
  return nullptr;
}

/// Of the parameters of `body` only.
static int parameterIndex(const ValueDecl &storage, const FunctionDecl *body) {
  const auto *parameter = dyn_cast<ParmVarDecl>(&storage);
  return parameter && parameter->getDeclContext() == body
             ? static_cast<int>(parameter->getFunctionScopeIndex())
             : -1;
}

/// One name for one variable or field, also where several are called the same: in sibling scopes,
/// overloads, files that each have their own.
std::string BodyWalker::storageName(const ValueDecl &storage) const {
  std::string name = unit_.names.qualified(storage);
  const auto *variable = dyn_cast<VarDecl>(&storage);
  if (variable && variable->isFileVarDecl() && variable->isExternallyVisible())
    return name;
  const Location place = unit_.places.location(storage.getLocation());
  name += '@' + place.file;
  if (variable && !variable->isFileVarDecl())
    name += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
  return name;
}

/// `Connection connection(socket(…))`: the result has no name, so it gets one.
void BodyWalker::nameResult(Argument &argument, const Expr &expression) {
  const Expr *made = core(&expression);
  const auto *call = dyn_cast<CallExpr>(made);
  if (!call || !call->getDirectCallee() || !isDescriptor(unit_, made->getType()))
    return;
  const Location place = unit_.places.location(made->getExprLoc());
  std::string name = "(result)@" + place.file + ':' + std::to_string(place.line) + ':' +
                     std::to_string(place.column);
  argument.place = name;
  passed_[made] = std::move(name);
}

void BodyWalker::nameDescriptor(Argument &argument, const Expr &expression) {
  const ValueDecl *storage = storageOf(expression);
  if (!storage)
    return nameResult(argument, expression);
  QualType type = core(&expression)->getType();
  if (type->isArrayType())
    type = unit_.ast.getBaseElementType(type);
  if (!isDescriptor(unit_, type) &&
      !(type->isPointerType() && isDescriptor(unit_, type->getPointeeType())))
    return;
  argument.place = storageName(*storage);
  argument.parameter = parameterIndex(*storage, body_);
  if (const auto *variable = dyn_cast<VarDecl>(storage))
    if (auto given = given_.find(variable); given != given_.end())
      argument.given = given->second;
}

/// An int, a structure of a library such as addrinfo, or a handle of one.
static bool isPlain(const Unit &unit, QualType type) {
  return type->isSpecificBuiltinType(BuiltinType::Int) ||
         ((type->isRecordType() || type->isPointerType()) && isDescriptor(unit, type));
}

void BodyWalker::noteGiven(const VarDecl &variable, const Expr &value) {
  noteGiven(variable, unit_.places.text(value.getSourceRange()));
}

void BodyWalker::noteGiven(const VarDecl &variable, const std::string &text) {
  constexpr std::size_t longest = 400;
  if (!variable.hasLocalStorage() || !isPlain(unit_, variable.getType()))
    return;
  std::string &given = given_[&variable];
  if (given.size() < longest)
    given += (given.empty() ? "" : "; ") + text;
}

/// `timeout.tv_sec = 0`
void BodyWalker::noteFieldGiven(const BinaryOperator &assignment) {
  const auto *member = dyn_cast<MemberExpr>(core(assignment.getLHS()));
  const ValueDecl *structure = member ? storageOf(*member->getBase()) : nullptr;
  if (const auto *variable = dyn_cast_or_null<VarDecl>(structure))
    noteGiven(*variable, *assignment.getRHS());
}

/// `prepare(&timeout)`: a function of the program may have given it anything.
void BodyWalker::noteHandedOut(llvm::ArrayRef<const Expr *> arguments) {
  for (const Expr *argument : arguments) {
    const auto *variable = dyn_cast_or_null<VarDecl>(storageOf(*argument));
    const bool out = argument->isLValue() || argument->getType()->isPointerType();
    if (variable && out && variable->getType()->isRecordType())
      noteGiven(*variable, "(handed out)");
  }
}

void BodyWalker::noteMove(const Expr &value, const std::string &into) {
  const Expr *moved = core(&value);
  if (const auto *choice = dyn_cast<ConditionalOperator>(moved)) {
    noteMove(*choice->getTrueExpr(), into);
    return noteMove(*choice->getFalseExpr(), into);
  }
  const ValueDecl *storage = isDescriptor(unit_, moved->getType()) ? storageOf(*moved) : nullptr;
  if (!storage)
    return;
  DescriptorMove move;
  move.from = storageName(*storage);
  move.parameter = parameterIndex(*storage, body_);
  move.into = into;
  move.location = unit_.places.location(moved->getExprLoc());
  if (move.from != move.into)
    facts_.moves.push_back(std::move(move));
}

void BodyWalker::store(const Expr &value, const ValueDecl &into) {
  stored_ = core(&value);
  storedInto_ = isDescriptor(unit_, into.getType()) ? storageName(into) : "";
  if (!storedInto_.empty())
    noteMove(value, storedInto_);
}

void BodyWalker::assignDescriptor(const BinaryOperator &assignment) {
  const ValueDecl *storage = storageOf(*assignment.getLHS());
  if (const auto *variable = dyn_cast_or_null<VarDecl>(storage))
    noteGiven(*variable, *assignment.getRHS());
  {
    With context(*this);
    if (storage && assignment.getOpcode() == BO_Assign) {
      context->into = unit_.names.storage(*storage);
      store(*assignment.getRHS(), *storage);
    }
    walk(assignment.getRHS()); // evaluated first
  }
  walk(assignment.getLHS());
}

} // namespace coax
