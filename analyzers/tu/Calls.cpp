// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expressions that call ⇒ CallSite.
#include "analyzers/tu/BodyWalker.h"
#include "analyzers/tu/Constants.h"
#include "analyzers/tu/Descriptors.h"
#include "analyzers/tu/Streams.h"
#include "analyzers/tu/Tasks.h"
#include "analyzers/tu/Types.h"

#include <clang/Lex/Lexer.h>

namespace coax {

using namespace clang;

CallSite BodyWalker::siteAt(CallKind kind, const Expr &expression, SourceLocation name,
                            SourceLocation parenthesis) {
  CallSite site;
  bool elsewhere = context_.instead.isValid();
  site.kind = context_.implicit && kind == CallKind::Direct ? CallKind::Implicit : kind;
  site.range = unit_.places.range(elsewhere ? context_.instead : expression.getSourceRange());
  site.nameLocation = elsewhere ? site.range.begin : unit_.places.location(name);
  if (!elsewhere)
    site.parenLocation = unit_.places.location(parenthesis);
  site.locks = locks_.held();
  site.tests = context_.tests;
  site.awaited = &expression == awaited_;
  site.discarded = &expression == discarded_;
  site.voided = site.discarded && voided_;
  site.returned = &expression == returned_;
  site.kept = &expression == kept_;
  if (&expression == stored_ && isDescriptor(unit_, expression.getType()))
    site.into = storedInto_;
  else if (auto passed = passed_.find(&expression); passed != passed_.end())
    site.into = passed->second;
  if (const auto *call = dyn_cast<CallExpr>(&expression); call && kind != CallKind::Implicit)
    describeResult(unit_, *call, site);
  site.inLoop = context_.loop;
  site.inCatch = context_.handler;
  site.ready = isReady(expression);
  site.unreached = context_.unreached;
  site.failing = context_.failing;
  site.lastWords = context_.lastWords;
  site.inMacroBody = unit_.places.inMacroBody(name);
  site.inInitializer = context_.initializer;
  site.inStaticInitializer = context_.staticInitializer;
  return site;
}

/// A member call on an object that was asked before whether it is ready.
bool BodyWalker::isReady(const Expr &expression) const {
  const auto *call = context_.ready.empty() ? nullptr : dyn_cast<CXXMemberCallExpr>(&expression);
  return call &&
         llvm::is_contained(context_.ready,
                            unit_.places.text(call->getImplicitObjectArgument()->getSourceRange()));
}

/// Which instantiation calls which.
void BodyWalker::noteInstance(CallSite &site, const FunctionDecl &callee) {
  CallInstance instance;
  if (!facts_.instantiations.empty())
    instance.in = facts_.instantiations.front();
  if (unit_.isUser(patternOf(callee)))
    instance.callee = unit_.names.instantiation(callee);
  if (!instance.in.empty() || !instance.callee.empty())
    site.instances = {std::move(instance)};
}

/// A member that a library inherits from a base of its own is known by the public class:
/// std::__basic_future::wait ⇒ std::future::wait.
void BodyWalker::nameCallee(CallSite &site, const FunctionDecl &callee,
                            const CXXRecordDecl *receiver) {
  site.callee = unit_.names.id(callee);
  noteInstance(site, callee);
  site.name = unit_.names.qualified(callee);
  site.parameters = unit_.names.parameterTypes(callee);
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  if (receiver && method && !isa<CXXConstructorDecl, CXXDestructorDecl>(method))
    receiver = &asInLibrary(unit_, *receiver, *method->getParent());
  if (receiver)
    site.receiver = unit_.names.type(unit_.ast.getCanonicalTagType(receiver));
  if (!method || !receiver || unit_.isUser(*receiver) || !method->getParent()->getIdentifier() ||
      !receiver->getIdentifier())
    return;
  if (method->getParent()->getName().starts_with("_") && !receiver->getName().starts_with("_")) {
    std::string member = site.name.substr(site.name.rfind("::") + 2);
    site.name = unit_.names.qualified(*receiver) + "::" + member;
  }
}

/// `nullptr` for an object that holds a callable: an std::function of nothing.
static bool holdsNothing(const Expr &value) {
  const auto *construction = dyn_cast<CXXConstructExpr>(core(&value));
  if (!construction || construction->getNumArgs() != 1 || !isCallable(construction->getType()))
    return false;
  const Expr *given = core(construction->getArg(0));
  return given->getType()->isNullPtrType() ||
         (construction->isElidable() && holdsNothing(*given)); // before C++17
}

/// The expression that the source spells for an argument, under conversions.
static const Expr *spelledArgument(const Expr &expression) {
  if (const auto *standard = dyn_cast<CXXDefaultArgExpr>(&expression))
    return core(standard->getExpr());
  return core(&expression);
}

/// A global variable by its name, whatever macros spell it (`#define LOG stderr`).
static const VarDecl *namedGlobal(const Expr *spelled) {
  const auto *reference = dyn_cast<DeclRefExpr>(spelled);
  const auto *variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  return variable && variable->isFileVarDecl() ? variable : nullptr;
}

int BodyWalker::objectOf(const Expr &expression) const {
  const Expr *e = core(&expression);
  if (const auto *unary = dyn_cast<UnaryOperator>(e);
      unary && (unary->getOpcode() == UO_AddrOf || unary->getOpcode() == UO_Deref))
    e = core(unary->getSubExpr());
  if (isa<CXXThisExpr>(e))
    return thisObject;
  const auto *reference = dyn_cast<DeclRefExpr>(e);
  const auto *parameter = reference ? dyn_cast<ParmVarDecl>(reference->getDecl()) : nullptr;
  return parameter && parameter->getDeclContext() == body_
             ? static_cast<int>(parameter->getFunctionScopeIndex())
             : -1;
}

Argument BodyWalker::argument(const Expr &expression, bool asCallable) {
  Argument result;
  const Expr *spelled = spelledArgument(expression);
  result.type = unit_.names.type(spelled->getType());
  const CXXRecordDecl *object = spelled->getType()->getAsCXXRecordDecl();
  const CXXRecordDecl *base = expression.getType()->getAsCXXRecordDecl();
  if (object && base && object != base && expression.isLValue())
    if (const CXXRecordDecl &known = asInLibrary(unit_, *object, *base); &known != object)
      result.type = unit_.names.type(unit_.ast.getCanonicalTagType(&known));
  if (object && expression.isLValue())
    if (std::string buffer = onBuffer(unit_, *spelled); !buffer.empty())
      result.type = result.type.str() + buffer;
  const VarDecl *global = namedGlobal(spelled);
  result.text =
      global ? unit_.names.qualified(*global) : unit_.places.text(expression.getSourceRange());
  const Expr *value = &expression;
  while (const auto *cleanups = dyn_cast<FullExpr>(value))
    value = cleanups->getSubExpr();
  if (const auto *temporary = dyn_cast<MaterializeTemporaryExpr>(value))
    value = temporary->getSubExpr();
  if (const auto *standard = dyn_cast<CXXDefaultArgExpr>(value))
    value = standard->getExpr();
  result.integer = constantValue(*value, unit_.ast);
  if (holdsNothing(*value))
    result.integer = 0;
  result.lifetime = lifetimeOf(expression);
  if (!result.integer) {
    result.passes = passedParameter(*value);
    nameDescriptor(result, expression);
    result.integer = values_.of(*value);
  }
  if (const CXXRecordDecl *given = recordOf(spelled->getType());
      given && given->hasDefinition() && given->isPolymorphic())
    result.object = objectOf(*spelled);
  if (!asCallable)
    return result;
  const auto *byDefault = dyn_cast<CXXDefaultArgExpr>(&expression);
  CallableValue callable = callables_.resolve(byDefault ? byDefault->getExpr() : &expression);
  if (callable.function)
    result.callable = mentioned(*callable.function);
  noteOverloads(callable, expression);
  result.callableParameter =
      callable.function ? callables_.parameterOf(&expression) : callable.parameter;
  result.callableMember = std::move(callable.variable);
  return result;
}

void BodyWalker::addArguments(CallSite &site, llvm::ArrayRef<const Expr *> arguments,
                              bool asCallables) {
  site.arguments.reserve(arguments.size());
  for (const Expr *expression : arguments)
    site.arguments.push_back(argument(*expression, asCallables));
}

void BodyWalker::add(CallSite site) { facts_.calls.push_back(std::move(site)); }

SymbolId BodyWalker::mentioned(const FunctionDecl &function) {
  if (!unit_.isUser(patternOf(function)) || !function.isDefined())
    unit_.declared.push_back(&function);
  return unit_.names.id(function);
}

/// An object of a class with several operator(), of which a library calls one.
void BodyWalker::noteOverloads(const CallableValue &callable, const Expr &value) {
  for (const FunctionDecl *overload : callable.overloads) {
    FunctionUse use;
    use.function = unit_.names.id(*overload);
    use.into = callable.variable;
    use.functionType = unit_.names.functionType(overload->getType());
    use.location = unit_.places.location(value.getExprLoc());
    facts_.uses.push_back(std::move(use));
  }
}

void BodyWalker::addUse(const Expr &value, const std::string &into, int intoParameter) {
  CallableValue callable = callables_.resolve(&value);
  if (!callable.known())
    return;
  noteOverloads(callable, value);
  FunctionUse use;
  if (callable.function)
    use.function = mentioned(*callable.function);
  use.callableParameter = callable.function ? callables_.parameterOf(&value) : callable.parameter;
  use.from = callable.variable;
  use.into = into;
  use.intoParameter = intoParameter;
  if (use.from == into && !into.empty())
    return;
  QualType type = callable.function ? callable.function->getType() : core(&value)->getType();
  use.functionType = unit_.names.functionType(type);
  use.location = unit_.places.location(value.getExprLoc());
  facts_.uses.push_back(std::move(use));
}

/// A value whose callable has been taken note of: a plain name of a function is no further use.
void BodyWalker::walkValue(const Expr *value) {
  const Expr *e = core(value);
  if (const auto *unary = dyn_cast_or_null<UnaryOperator>(e);
      unary && unary->getOpcode() == UO_AddrOf)
    e = core(unary->getSubExpr());
  if (const auto *reference = dyn_cast_or_null<DeclRefExpr>(e);
      reference && isa<FunctionDecl>(reference->getDecl()))
    return;
  walk(value);
}

void BodyWalker::walkArguments(llvm::ArrayRef<const Expr *> arguments) {
  With context(*this);
  context->into.clear();
  for (const Expr *expression : arguments)
    walkValue(expression);
}

static SourceLocation openingParenthesis(const CallExpr &call, const ASTContext &context) {
  const SourceManager &sources = context.getSourceManager();
  SourceLocation end = call.getCallee()->getEndLoc();
  if (end.isInvalid() || isa<CXXOperatorCallExpr>(call))
    return {};
  auto token = Lexer::findNextToken(sources.getFileLoc(end), sources, context.getLangOpts());
  return token && token->is(tok::l_paren) ? token->getLocation() : SourceLocation();
}

static SourceLocation calleeName(const CallExpr &call) {
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call))
    return operation->getOperatorLoc();
  const Expr *callee = call.getCallee()->IgnoreParenImpCasts();
  if (const auto *member = dyn_cast<MemberExpr>(callee))
    return member->getMemberLoc();
  return callee->getExprLoc();
}

void BodyWalker::addIndirect(const CallExpr &call, const Expr &callee,
                             llvm::ArrayRef<const Expr *> arguments, QualType function) {
  CallableValue target = callables_.resolve(&callee);
  if (target.function)
    return addDirect(call, *target.function, nullptr, arguments);
  CallSite site =
      siteAt(CallKind::Indirect, call, calleeName(call), openingParenthesis(call, unit_.ast));
  site.functionType = unit_.names.functionType(function);
  site.object = unit_.places.text(callee.getSourceRange());
  if (!target.known())
    target = callables_.storage(&callee);
  site.callableParameter = target.parameter;
  site.callableMember = std::move(target.variable);
  addArguments(site, arguments, true);
  add(std::move(site));
  walk(&callee);
  walkArguments(arguments);
}

void BodyWalker::noteSpecial(const CallExpr &call, const FunctionDecl &callee) {
  if (!callee.getIdentifier() || isa<CXXMethodDecl>(callee))
    return;
  llvm::StringRef name = callee.getName();
  if (name == "setjmp" || name == "_setjmp" || name == "__sigsetjmp" || name == "sigsetjmp" ||
      name == "longjmp" || name == "siglongjmp" || name == "__builtin_setjmp")
    obstacle("calls " + name.ltrim('_').str());
  if (name == "pthread_exit" || name == "thrd_exit")
    obstacle(std::string(endsItsThread));
  if (name == "alloca" || name.starts_with("__builtin_alloca"))
    obstacle("calls alloca");
  switch (call.getBuiltinCallee()) {
  case Builtin::BI__builtin_va_start:
    return obstacle("reads variable arguments");
  case Builtin::BI__builtin_return_address:
  case Builtin::BI__builtin_frame_address:
    return obstacle("inspects its stack frame");
  default:
    return;
  }
}

/// handlers.push_back(f), handlers.emplace("x", f): the callable is stored, not called.
void BodyWalker::addStored(const CallExpr &call, const Expr &container) {
  CallableValue storage = callables_.storage(&container);
  for (const Expr *argument : call.arguments())
    if (argument != &container)
      addUse(*argument, storage.variable);
}

/// The callee goes over a range that is fetched, or passes its results on, element by element.
static bool goesOverRange(const Unit &unit, llvm::ArrayRef<const Expr *> arguments) {
  return llvm::any_of(
      arguments, [&](const Expr *argument) { return isSinglePass(unit, argument->getType()); });
}

static bool carriesCallable(const CallSite &site) {
  return llvm::any_of(site.arguments, [](const Argument &argument) {
    return !argument.callable.empty() || argument.callableParameter >= 0 ||
           !argument.callableMember.empty();
  });
}

static bool dispatches(const CallExpr &call, const CXXMethodDecl &method,
                       const LangOptions &language) {
  if (!method.isVirtual())
    return false;
  const auto *member = dyn_cast<MemberExpr>(call.getCallee()->IgnoreParens());
  return !member || member->performsVirtualDispatch(language);
}

/// Where a callable object is kept that is called, whose type says what that runs.
void BodyWalker::nameCalled(CallSite &site, const Expr &object) {
  if (!isClosure(object.getType().getNonReferenceType()))
    return; // of several operator() it may be any
  site.callableParameter = callables_.parameterOf(&object);
  if (site.callableParameter < 0)
    site.callableMember = callables_.storage(&object).variable;
}

void BodyWalker::addDirect(const CallExpr &call, const FunctionDecl &callee, const Expr *object,
                           llvm::ArrayRef<const Expr *> arguments) {
  noteSpecial(call, callee);
  const FunctionDecl *target = &callee;
  const auto *method = dyn_cast<CXXMethodDecl>(&callee);
  bool isVirtual = method && object && dispatches(call, *method, unit_.ast.getLangOpts());
  if (isVirtual)
    if (const CXXMethodDecl *exact =
            method->getDevirtualizedMethod(object, /*IsAppleKext=*/false)) {
      target = exact;
      isVirtual = false;
    }
  bool library = !unit_.isUser(patternOf(*target));
  bool stores = library && object && holdsCallables(unit_, object->getType());
  if (stores)
    addStored(call, *object);
  bool maker = !library && isMaker(*target);
  if (library || maker)
    addMade(call, *target, calleeName(call));
  bool fetches = library && goesOverRange(unit_, arguments);
  bool container = library && method && isContainer(unit_, *method->getParent()) && !fetches;
  if (!stores && !container && !maker && !callables_.isWrapping(call)) {
    CallSite site = siteAt(isVirtual ? CallKind::Virtual : CallKind::Direct, call, calleeName(call),
                           openingParenthesis(call, unit_.ast));
    if (isa<CXXConversionDecl>(*target) && !calleeName(call).isValid())
      site.kind = CallKind::Implicit;
    const Expr *chained = object ? object : arguments.empty() ? nullptr : arguments.front();
    const Expr *stream = library && chained && isa<CXXOperatorCallExpr>(call)
                             ? streamBefore(unit_, *chained)
                             : nullptr;
    const Expr *receiver = object && stream ? stream : object;
    nameCallee(site, *target,
               method && object ? recordOf(receiver->IgnoreParenImpCasts()->getType()) : nullptr);
    if (object)
      site.object = unit_.places.text(receiver->getSourceRange());
    if (object) {
      site.on = objectOf(*object);
      site.objectLifetime = lifetimeOf(*object);
    }
    if (object && !library && target->getOverloadedOperator() == OO_Call)
      nameCalled(site, *object);
    if (library && object && !site.receiver.empty())
      if (std::string buffer = onBuffer(unit_, *receiver); !buffer.empty())
        site.receiver = site.receiver.str() + buffer;
    addArguments(site, arguments, true);
    for (std::size_t i = 0; library && i < arguments.size(); ++i)
      if (Argument &given = site.arguments[i]; given.passes < 0 && !given.integer)
        given.passes = passedInUnits(*arguments[i]);
    if (!library)
      noteHandedOut(arguments);
    if (stream && !object)
      site.arguments.front() = argument(*stream, true);
    if (!cannotWait(unit_, *target) || fetches || carriesCallable(site))
      add(std::move(site));
    if (!target->hasBody() && !target->getFunctionEffects().empty())
      unit_.declared.push_back(target);
  }
  if (library)
    noteMovedFrom(*target, arguments);
  if (library && method && object) {
    endEmptied(call, *method, *object);
    if (method->getIdentifier() && method->getName() == "release") // `make().release()`
      movedFrom_.insert(temporaryIn(*object));
  }
  locks_.call(call);
  if (object)
    walk(object);
  walkArguments(arguments);
  if (library)
    endParameters(arguments);
}

void BodyWalker::VisitCallExpr(const CallExpr *call) {
  llvm::ArrayRef<const Expr *> arguments(call->getArgs(), call->getNumArgs());
  const FunctionDecl *callee = call->getDirectCallee();
  if (!callee) {
    const Expr *target = core(call->getCallee());
    if (isa<CXXPseudoDestructorExpr>(target) || target->isTypeDependent() ||
        target->getType()->isSpecificPlaceholderType(BuiltinType::Overload))
      return VisitStmt(call);
    QualType type = call->getCallee()->getType();
    if (type->isSpecificPlaceholderType(BuiltinType::BoundMember))
      type = target->isTypeDependent() ? type : Expr::findBoundMemberType(target);
    return addIndirect(*call, *target, arguments, type.isNull() ? target->getType() : type);
  }
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(call))
    return addDirect(*call, *callee, member->getImplicitObjectArgument(), arguments);
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(call);
  const auto *method = dyn_cast<CXXMethodDecl>(callee);
  if (!operation || !method || arguments.empty() || method->isStatic())
    return addDirect(*call, *callee, nullptr, arguments);
  const Expr *object = arguments.front();
  arguments = arguments.drop_front();
  if (operation->getOperator() == OO_Call && !unit_.isUser(patternOf(*callee))) {
    QualType signature = heldSignature(unit_, object->getType());
    if (!signature.isNull() || callables_.resolve(object).function)
      return addIndirect(*call, *object, arguments,
                         signature.isNull() ? callee->getType() : signature);
  }
  if (operation->getOperator() == OO_Equal)
    std::erase(context_.ready, unit_.places.text(object->getSourceRange()));
  if (operation->getOperator() == OO_Equal && isCallable(object->getType()) && !arguments.empty())
    addUse(*arguments.front(), callables_.storage(object));
  addDirect(*call, *callee, object, arguments);
}

void BodyWalker::VisitCXXConstructExpr(const CXXConstructExpr *construction) {
  const CXXConstructorDecl &constructor = *construction->getConstructor();
  const CXXRecordDecl &record = *constructor.getParent();
  llvm::ArrayRef<const Expr *> arguments(construction->getArgs(), construction->getNumArgs());
  bool spelled = construction == spelled_ || isa<CXXTemporaryObjectExpr>(construction) ||
                 construction->getParenOrBraceRange().isValid();
  bool fetches = !unit_.isUser(record) && goesOverRange(unit_, arguments);
  if (!isQuiet(constructor) && !construction->isElidable() &&
      (fetches || !isContainer(unit_, record)) && !callables_.isWrapping(*construction)) {
    CallSite site =
        siteAt(spelled ? CallKind::Direct : CallKind::Implicit, *construction,
               construction->getLocation(), construction->getParenOrBraceRange().getBegin());
    nameCallee(site, constructor, &record);
    addArguments(site, arguments, true);
    if (!cannotWait(unit_, constructor) || fetches || carriesCallable(site))
      add(std::move(site));
  }
  if (!unit_.isUser(record))
    addMadeInside(*construction);
  if (isSmartPointer(unit_, record) && arguments.size() >= 1)
    movedFrom_.insert(temporaryIn(*arguments.front()));
  if (isContainer(unit_, record) || callables_.isWrapping(*construction)) {
    for (const Expr *expression : arguments) // a table of handlers stays what is being initialised
      walkValue(expression);
    return;
  }
  walkArguments(arguments);
}

void BodyWalker::VisitCXXInheritedCtorInitExpr(const CXXInheritedCtorInitExpr *construction) {
  CallSite site = siteAt(CallKind::Implicit, *construction, construction->getLocation(), {});
  const CXXConstructorDecl &constructor = *construction->getConstructor();
  nameCallee(site, constructor, constructor.getParent());
  add(std::move(site));
}

void BodyWalker::VisitCXXNewExpr(const CXXNewExpr *expression) {
  const FunctionDecl *allocate = expression->getOperatorNew();
  if (allocate && unit_.isUser(*allocate)) {
    CallSite site = siteAt(CallKind::Implicit, *expression, expression->getBeginLoc(), {});
    nameCallee(site, *allocate, nullptr);
    add(std::move(site));
  }
  if (expression->getInitializer())
    spelled_ = core(expression->getInitializer());
  else
    spelled_ = expression->getConstructExpr();
  VisitStmt(expression);
}

void BodyWalker::VisitCXXDeleteExpr(const CXXDeleteExpr *expression) {
  walk(expression->getArgument());
  QualType type = expression->getDestroyedType();
  if (!type.isNull())
    end(type, {expression->getBeginLoc(),
               unit_.places.text(expression->getArgument()->getSourceRange()), true});
}

void BodyWalker::VisitLambdaExpr(const LambdaExpr *lambda) {
  unit_.pending.push_back(lambda->getLambdaClass());
  for (const auto &[declared, capture] : llvm::zip(lambda->captures(), lambda->capture_inits())) {
    if (!capture)
      continue;
    With context(*this);
    context->referring |= declared.getCaptureKind() == LCK_ByRef;
    CallableValue value = callables_.resolve(capture);
    if (value.parameter >= 0 && body_) // in the lambda it is known by its name
      addUse(*capture, unit_.names.storage(*body_->getParamDecl(value.parameter)));
    walkValue(capture);
  }
}

void BodyWalker::VisitConditionalOperator(const ConditionalOperator *choice) {
  if (isCallable(choice->getType()))
    for (const Expr *side : {choice->getTrueExpr(), choice->getFalseExpr()})
      addUse(*side, callables_.nameOfChoice(*choice));
  const bool discarded = choice == discarded_, voided = voided_;
  walk(choice->getCond());
  const std::optional<bool> always = constantCondition(choice->getCond());
  for (bool taken : {true, false}) {
    const Expr *side = taken ? choice->getTrueExpr() : choice->getFalseExpr();
    With context(*this);
    context->unreached |= always && *always != taken;
    assume(choice->getCond(), taken);
    if (discarded) {
      discarded_ = core(side);
      voided_ = voided;
    }
    walk(side);
    values_.forgetWritten(side);
  }
}

void BodyWalker::VisitBinaryOperator(const BinaryOperator *expression) {
  if (expression->isLogicalOp()) {
    walk(expression->getLHS());
    With context(*this);
    assume(expression->getLHS(), expression->getOpcode() == BO_LAnd);
    walk(expression->getRHS());
    return values_.forgetWritten(expression->getRHS());
  }
  if (expression->isCommaOp()) {
    const bool discarded = expression == discarded_;
    walkStatement(expression->getLHS());
    return discarded ? walkStatement(expression->getRHS()) : walk(expression->getRHS());
  }
  if (expression->isAssignmentOp()) {
    noteAssigned(*expression);
    noteFieldGiven(*expression);
  }
  if (!expression->isAssignmentOp())
    return VisitStmt(expression);
  if (isDescriptor(unit_, expression->getLHS()->getType())) {
    assignDescriptor(*expression);
    return values_.assign(*expression);
  }
  const bool callable = isCallable(expression->getLHS()->getType());
  if (callable)
    addUse(*expression->getRHS(), callables_.storage(expression->getLHS()));
  callable ? walkValue(expression->getRHS()) : walk(expression->getRHS()); // evaluated first
  walk(expression->getLHS());
  values_.assign(*expression);
}

void BodyWalker::VisitUnaryOperator(const UnaryOperator *expression) {
  VisitStmt(expression);
  if (expression->isIncrementDecrementOp())
    values_.forgetWritten(expression);
}

void BodyWalker::VisitDeclRefExpr(const DeclRefExpr *reference) {
  if (reference != reading_ && !reference->getType().isConstQualified())
    noteChanged(*reference->getDecl());
  if (facts_.coroutine)
    noteLate(*reference);
  if (const auto *variable = dyn_cast<VarDecl>(reference->getDecl());
      variable && variable->getTLSKind() != VarDecl::TLS_None)
    facts_.threadLocals.push_back({unit_.places.location(reference->getLocation()),
                                   unit_.names.qualified(*variable),
                                   static_cast<unsigned>(facts_.suspensions.size())});
  if (isa<FunctionDecl>(reference->getDecl()) && reference->isNonOdrUse() != NOUR_Unevaluated)
    addUse(*reference, context_.into);
}

/// Elements are stored in the fields of their record; elements of arrays and lists in the variable.
void BodyWalker::VisitInitListExpr(const InitListExpr *list) {
  const InitListExpr *semantic = list->isSemanticForm() ? list : list->getSemanticForm();
  list = semantic ? semantic : list;
  const CXXRecordDecl *record = list->getType()->getAsCXXRecordDecl();
  const RecordDecl *structure = list->getType()->getAsRecordDecl();
  std::vector<const FieldDecl *> fields;
  if (structure && (!record || record->getNumBases() == 0))
    fields.assign(structure->field_begin(), structure->field_end());
  for (unsigned index = 0; index < list->getNumInits(); ++index) {
    const Expr *value = list->getInit(index);
    With context(*this);
    const FieldDecl *field = index < fields.size() ? fields[index] : nullptr;
    if (structure && structure->isUnion() && list->getInitializedFieldInUnion())
      field = list->getInitializedFieldInUnion();
    if (field)
      context->into = unit_.names.storage(*field);
    if (!value)
      continue;
    if (isCallable(value->getType()) || holdsCallables(unit_, value->getType()))
      addUse(*value, context_.into); // {"name", handler} in a table of handlers
    spelled_ = core(value);
    if (field) {
      store(*value, *field);
      noteGivenTo(*field, *value);
    }
    walkValue(value);
  }
}

void BodyWalker::VisitCXXDefaultArgExpr(const CXXDefaultArgExpr *argument) {
  With context(*this);
  context->initializer = true;
  if (!context_.instead.isValid())
    context->instead = argument->getUsedLocation();
  walk(argument->getExpr());
}

void BodyWalker::VisitCXXDefaultInitExpr(const CXXDefaultInitExpr *initializer) {
  With context(*this);
  context->initializer = true;
  context->implicit = false;
  if (isa_and_nonnull<CXXConstructorDecl>(body_))
    context->instead = SourceRange(); // it stands in the class
  else if (!context_.instead.isValid())
    context->instead = initializer->getUsedLocation();
  spelled_ = core(initializer->getExpr());
  walk(initializer->getExpr());
}

} // namespace coax
