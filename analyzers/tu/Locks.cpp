// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Locks.h"

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/Attr.h>
#include <clang/AST/DynamicRecursiveASTVisitor.h>
#include <llvm/ADT/StringSet.h>

#include <algorithm>

namespace coax {

using namespace clang;

// The spellings of "take" and "give back" that lock classes use (std, POSIX, Qt, absl, Chromium,
// GLib, libuv).
static bool takes(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"lock",
                                          "lock_shared",
                                          "Lock",
                                          "Acquire",
                                          "ReaderLock",
                                          "WriterLock",
                                          "lockForRead",
                                          "lockForWrite",
                                          "lock_upgrade",
                                          "acquire_lock",
                                          "pthread_mutex_lock",
                                          "pthread_rwlock_rdlock",
                                          "pthread_rwlock_wrlock",
                                          "pthread_spin_lock",
                                          "mtx_lock",
                                          "g_mutex_lock",
                                          "g_rec_mutex_lock",
                                          "g_rw_lock_reader_lock",
                                          "g_rw_lock_writer_lock",
                                          "relock",
                                          "uv_mutex_lock",
                                          "uv_rwlock_rdlock",
                                          "uv_rwlock_wrlock"};
  return names.contains(name);
}

static bool gives(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"unlock",
                                          "unlock_shared",
                                          "Unlock",
                                          "Release",
                                          "ReaderUnlock",
                                          "WriterUnlock",
                                          "unlock_upgrade",
                                          "release_lock",
                                          "pthread_mutex_unlock",
                                          "pthread_rwlock_unlock",
                                          "pthread_spin_unlock",
                                          "mtx_unlock",
                                          "g_mutex_unlock",
                                          "g_rec_mutex_unlock",
                                          "g_rw_lock_reader_unlock",
                                          "g_rw_lock_writer_unlock",
                                          "uv_mutex_unlock",
                                          "uv_rwlock_rdunlock",
                                          "uv_rwlock_wrunlock"};
  return names.contains(name);
}

/// Takes what can be taken, now or in time.
static bool tries(llvm::StringRef name) {
  static const llvm::StringSet<> names = {"try_lock",
                                          "try_lock_shared",
                                          "try_lock_for",
                                          "try_lock_until",
                                          "try_lock_shared_for",
                                          "try_lock_shared_until",
                                          "tryLock",
                                          "TryLock",
                                          "tryLockForRead",
                                          "tryLockForWrite",
                                          "pthread_mutex_trylock",
                                          "pthread_mutex_timedlock",
                                          "pthread_mutex_clocklock",
                                          "pthread_rwlock_tryrdlock",
                                          "pthread_rwlock_trywrlock",
                                          "pthread_rwlock_timedrdlock",
                                          "pthread_rwlock_timedwrlock",
                                          "pthread_spin_trylock",
                                          "mtx_trylock",
                                          "mtx_timedlock",
                                          "g_mutex_trylock",
                                          "uv_mutex_trylock"};
  return names.contains(name);
}

static llvm::StringRef nameOf(const NamedDecl &declaration) {
  return declaration.getIdentifier() ? declaration.getName() : llvm::StringRef();
}

/// Its objects can be locked and unlocked: it, or a base, has a pair of such members.
static bool isLockable(const CXXRecordDecl &record) {
  bool take = false, give = false;
  for (const CXXMethodDecl *method : record.methods()) {
    take = take || takes(nameOf(*method));
    give = give || gives(nameOf(*method));
  }
  if (take && give)
    return true;
  return llvm::any_of(record.bases(), [](const CXXBaseSpecifier &base) {
    const CXXRecordDecl *parent = recordOf(base.getType());
    return parent && isLockable(*parent);
  });
}

/// `void lock()`, not one that is awaited.
static bool makesThreadWait(const CXXRecordDecl &record) {
  for (const CXXMethodDecl *method : record.methods())
    if (takes(nameOf(*method)) && method->getReturnType()->isRecordType())
      return false;
  return llvm::all_of(record.bases(), [](const CXXBaseSpecifier &base) {
    const CXXRecordDecl *parent = recordOf(base.getType());
    return !parent || makesThreadWait(*parent);
  });
}

static bool isStandardGuard(QualType type) {
  static const llvm::StringSet<> names = {"lock_guard", "scoped_lock", "shared_lock",
                                          "unique_lock"};
  const CXXRecordDecl *record = recordOf(type);
  return record && isStandardNamed(*record, names);
}

/// pthread_mutex_t, or a pointer to it.
static bool isPosixLock(QualType type) {
  static const llvm::StringSet<> names = {"pthread_mutex_t", "pthread_rwlock_t",
                                          "pthread_spinlock_t"};
  const QualType pointee = type->getPointeeType();
  const auto *named = (pointee.isNull() ? type : pointee)->getAs<TypedefType>();
  return named && names.contains(named->getDecl()->getName());
}

namespace {
struct ReleaseFinder : DynamicRecursiveASTVisitor {
  bool found = false;
  bool VisitCallExpr(CallExpr *call) override {
    if (const FunctionDecl *callee = call->getDirectCallee())
      found = found || gives(nameOf(*callee));
    return !found;
  }
};
} // namespace

/// Its destructor gives back what its constructor took.
static bool isGuard(const CXXRecordDecl &record) {
  if (record.hasAttr<ScopedLockableAttr>())
    return true;
  const CXXDestructorDecl *destructor = record.getDestructor();
  if (!destructor || destructor->isTrivial())
    return false;
  if (llvm::any_of(record.fields(),
                   [](const FieldDecl *field) { return isStandardGuard(field->getType()); }))
    return true;
  const FunctionDecl *definition = nullptr;
  if (destructor->hasBody(definition) && !definition->hasSkippedBody()) {
    ReleaseFinder finder;
    finder.TraverseStmt(definition->getBody());
    if (finder.found)
      return true;
  }
  std::string name = nameOf(record).lower();
  return llvm::StringRef(name).contains("lock") || llvm::StringRef(name).contains("guard");
}

static const CXXConstructExpr *constructionOf(const VarDecl &variable) {
  return variable.getInit() ? dyn_cast<CXXConstructExpr>(core(variable.getInit())) : nullptr;
}

static bool isTag(const Expr &argument, llvm::StringRef name) {
  const CXXRecordDecl *record = recordOf(argument.getType());
  return record && nameOf(*record) == name;
}

static const Expr *withoutAddress(const Expr *expression) {
  const Expr *e = core(expression);
  if (const auto *unary = dyn_cast<UnaryOperator>(e); unary && unary->getOpcode() == UO_AddrOf)
    return core(unary->getSubExpr());
  return e;
}

/// One text for one mutex: in macros not what the source says there, LOCK(m) and UNLOCK(m).
std::string Locks::textOf(const Expr &mutex) {
  const Expr *named = withoutAddress(&mutex);
  if (!named->getBeginLoc().isMacroID())
    return unit_.places.text(named->getSourceRange());
  std::string text;
  llvm::raw_string_ostream out(text);
  named->printPretty(out, nullptr, unit_.ast.getPrintingPolicy());
  std::erase_if(text, [](char c) { return c == '(' || c == ')'; }); // those of the macro
  return text;
}

void Locks::declare(const VarDecl &variable) {
  const CXXRecordDecl *record = recordOf(variable.getType());
  const CXXConstructExpr *construction = constructionOf(variable);
  if (record && !variable.getType()->isPointerType() && construction && isGuard(*record))
    add(variable, *construction);
}

Locks::Guarded Locks::mutexesAmong(llvm::ArrayRef<const Expr *> arguments) {
  Guarded guarded;
  for (const Expr *argument : arguments) {
    if (isTag(*argument, "defer_lock_t") || isTag(*argument, "try_to_lock_t"))
      guarded.held = isTag(*argument, "try_to_lock_t");
    else if (const CXXRecordDecl *mutex = recordOf(argument->getType());
             (mutex && isLockable(*mutex)) || isPosixLock(argument->getType()))
      guarded.mutexes.push_back(argument);
  }
  return guarded;
}

/// Guard of std::optional<Guard>; null for other types.
static QualType heldByOptional(QualType type) {
  const auto *optional = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(type));
  if (!optional || nameOf(*optional) != "optional" || optional->getTemplateArgs().size() == 0 ||
      optional->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return optional->getTemplateArgs()[0].getAsType();
}

static const VarDecl *variableOf(const Expr &expression) {
  const auto *reference = dyn_cast<DeclRefExpr>(&expression);
  return reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
}

/// `lock` of `std::move(lock)`; null for other expressions.
static const VarDecl *movedFrom(const Expr &expression) {
  const auto *call = dyn_cast<CallExpr>(core(&expression));
  return call && call->getNumArgs() == 1 && call->isCallToStdMove()
             ? variableOf(*core(call->getArg(0)))
             : nullptr;
}

void Locks::add(const VarDecl &guard, const CXXConstructExpr &construction) {
  if (const VarDecl *before =
          construction.getNumArgs() == 1 ? movedFrom(*construction.getArg(0)) : nullptr) {
    for (Entry &entry : entries_)
      if (entry.guard == before)
        entry.guard = &guard;
    return;
  }
  addFor(guard, guard.getType(), mutexesAmong({construction.getArgs(), construction.getNumArgs()}));
}

/// Of a mutex that may be given by a pointer.
std::string Locks::typeOf(const Expr &mutex) {
  const QualType pointee = mutex.getType()->getPointeeType();
  return unit_.names.type((pointee.isNull() ? mutex.getType() : pointee).getUnqualifiedType());
}

bool Locks::isOwnMutex(const Expr &mutex) const {
  const CXXRecordDecl *record = recordOf(mutex.getType());
  return record && unit_.isUser(*record) && isLockable(*record) && makesThreadWait(*record);
}

void Locks::addFor(const VarDecl &guard, QualType type, const Guarded &guarded) {
  const CXXRecordDecl *record = recordOf(type);
  const bool ofProgram = record && unit_.isUser(*record);
  for (const Expr *mutex : guarded.mutexes) {
    HeldLock lock;
    lock.mutex = textOf(*mutex);
    lock.type = unit_.names.type(type);
    if (ofProgram)
      lock.mutexType = typeOf(*mutex);
    lock.ownMutex = isOwnMutex(*mutex);
    lock.location = unit_.places.location(guard.getLocation());
    std::erase_if(entries_, [&](const Entry &entry) { // std::adopt_lock
      return !entry.guard && entry.lock.mutex == lock.mutex;
    });
    entries_.push_back({std::move(lock), &guard, guarded.held, {}});
  }
}

/// `lock = std::unique_lock(m);`
void Locks::assign(const CallExpr &assignment) {
  const VarDecl *guard = variableOf(*core(assignment.getArg(0)));
  const CXXRecordDecl *record = guard ? recordOf(guard->getType()) : nullptr;
  const auto *construction = dyn_cast<CXXConstructExpr>(core(assignment.getArg(1)));
  if (!record || !guard->hasLocalStorage() || !construction || !isGuard(*record))
    return;
  leave(guard); // what it held before, it gives back
  add(*guard, *construction);
}

std::optional<Locks::Try> Locks::tryIn(const Expr *condition) {
  const Expr *e = condition ? core(condition) : nullptr;
  bool succeedsIf = true;
  for (const auto *negation = dyn_cast_or_null<UnaryOperator>(e);
       negation && negation->getOpcode() == UO_LNot; negation = dyn_cast<UnaryOperator>(e)) {
    e = core(negation->getSubExpr());
    succeedsIf = !succeedsIf;
  }
  static const llvm::StringSet<> names = {"try_lock", "try_lock_shared", "try_lock_for",
                                          "try_lock_until", "TryLock"};
  const auto *call = dyn_cast_or_null<CXXMemberCallExpr>(e);
  const CXXMethodDecl *method = call ? call->getMethodDecl() : nullptr;
  if (!method || !names.contains(nameOf(*method)) || !isLockable(*method->getParent()))
    return std::nullopt;
  return Try{core(call->getImplicitObjectArgument()), call, succeedsIf};
}

/// `consume(std::move(lock))`: a parameter by value gives back what it held.
void Locks::leaveMoved(const CallExpr &call) {
  for (const Expr *argument : call.arguments())
    if (const auto *made = dyn_cast<CXXConstructExpr>(core(argument));
        made && made->getNumArgs() == 1)
      if (const VarDecl *guard = movedFrom(*made->getArg(0)))
        leave(guard);
}

/// `lock.release()`: the guard has no mutex any more.
static const VarDecl *letGo(const CallExpr &call) {
  const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
  const CXXMethodDecl *method = member ? member->getMethodDecl() : nullptr;
  const bool releases = method && call.getNumArgs() == 0 && nameOf(*method) == "release" &&
                        method->getParent()->isInStdNamespace();
  return releases ? variableOf(*core(member->getImplicitObjectArgument())) : nullptr;
}

/// `std::optional<std::lock_guard<std::mutex>> guard; guard.emplace(m); … guard.reset();`
bool Locks::fillOptional(const CallExpr &call) {
  const auto *member = dyn_cast<CXXMemberCallExpr>(&call);
  const CXXMethodDecl *method = member ? member->getMethodDecl() : nullptr;
  const VarDecl *guard = method ? variableOf(*core(member->getImplicitObjectArgument())) : nullptr;
  const QualType held = guard ? heldByOptional(guard->getType()) : QualType();
  const CXXRecordDecl *record = held.isNull() ? nullptr : recordOf(held);
  if (!record || !isGuard(*record))
    return false;
  if (nameOf(*method) != "emplace" && nameOf(*method) != "reset")
    return false;
  leave(guard);
  if (nameOf(*method) == "emplace")
    addFor(*guard, held, mutexesAmong({call.getArgs(), call.getNumArgs()}));
  return true;
}

namespace {
/// The calls in the body of a lambda that is called where it stands in scope.
struct LockCallsOf : DynamicRecursiveASTVisitor {
  std::vector<const CXXMemberCallExpr *> calls;
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *call) override {
    if (const CXXMethodDecl *method = call->getMethodDecl())
      if (takes(nameOf(*method)) || gives(nameOf(*method)))
        calls.push_back(call);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; } // another function
};
} // namespace

/// `auto release = [&] { lock.unlock(); }; release();`
void Locks::callClosure(const CallExpr &call) {
  const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
  const auto *method = operation && operation->getOperator() == OO_Call
                           ? dyn_cast_or_null<CXXMethodDecl>(call.getDirectCallee())
                           : nullptr;
  if (!method || !method->getParent()->isLambda() || !method->hasBody())
    return;
  LockCallsOf finder;
  finder.TraverseStmt(method->getBody());
  for (const CXXMemberCallExpr *inner : finder.calls) {
    const VarDecl *guard = variableOf(*core(inner->getImplicitObjectArgument()));
    for (Entry &entry : entries_)
      if (guard && entry.guard == guard)
        entry.held = takes(nameOf(*inner->getMethodDecl()));
  }
}

void Locks::call(const CallExpr &call) {
  const FunctionDecl *callee = call.getDirectCallee();
  leaveMoved(call);
  callClosure(call);
  if (fillOptional(call))
    return;
  if (const VarDecl *guard = letGo(call))
    return leave(guard);
  if (const auto *operation = dyn_cast<CXXOperatorCallExpr>(&call);
      operation && operation->getOperator() == OO_Equal && call.getNumArgs() == 2)
    return assign(call);
  if (!callee || !callee->getIdentifier())
    return;
  const llvm::StringRef name = callee->getName();
  if (!takes(name) && !gives(name) && !tries(name))
    return;
  const Expr *mutex = nullptr;
  if (const auto *member = dyn_cast<CXXMemberCallExpr>(&call)) {
    const CXXRecordDecl *record =
        member->getMethodDecl() ? member->getMethodDecl()->getParent() : nullptr;
    if (record && isLockable(*record))
      mutex = core(member->getImplicitObjectArgument());
  } else if (call.getNumArgs() > 0 && !isa<CXXMethodDecl>(callee)) {
    mutex = withoutAddress(call.getArg(0));
  }
  if (!mutex)
    return;
  // What functions of the program do to locks is seen in them, and a guard that was given by
  // reference is known to its owner.
  const CXXRecordDecl *type = recordOf(mutex->getType());
  const bool ofLibrary = !unit_.isUser(*callee) && !(type && isGuard(*type));
  if (takes(name))
    take(*mutex, call, ofLibrary);
  else if (gives(name))
    release(*mutex, call, ofLibrary);
  else if (ofLibrary && !find(*mutex))
    attempts_.push_back({lockAt(*mutex, call)});
}

/// The entry of this guard, or of this mutex, wherever it was locked. Null if there is none.
Locks::Entry *Locks::find(const Expr &expression) {
  const VarDecl *variable = variableOf(expression);
  std::string text = textOf(expression);
  for (Entry &entry : llvm::reverse(entries_))
    if ((variable && entry.guard == variable) || entry.lock.mutex == text)
      return &entry;
  return nullptr;
}

HeldLock Locks::lockAt(const Expr &mutex, const Expr &call) {
  HeldLock lock;
  lock.mutex = textOf(mutex);
  lock.type = typeOf(mutex);
  lock.ownMutex = isOwnMutex(mutex);
  lock.location = unit_.places.location(call.getExprLoc());
  return lock;
}

void Locks::take(const Expr &mutex, const Expr &call, bool ofLibrary) {
  if (Entry *known = find(mutex)) {
    known->held = true; // guard.lock(), or a mutex that was released for a while
    return;
  }
  entries_.push_back({lockAt(mutex, call), nullptr, true, {}, ofLibrary});
}

void Locks::release(const Expr &mutex, const Expr &call, bool ofLibrary) {
  bool tried = false;
  for (Attempt &attempt : attempts_)
    if (attempt.lock.mutex.str() == textOf(mutex))
      tried = attempt.released = true;
  if (Entry *known = find(mutex)) {
    known->held = false;
    return;
  }
  if (ofLibrary && !tried)
    givenBack_.push_back(lockAt(mutex, call));
}

void Locks::leaveFunction() {
  for (const Entry &entry : entries_)
    if (entry.held && !entry.guard && entry.ofLibrary)
      kept_.push_back(entry.lock);
}

std::vector<HeldLock> Locks::kept() const {
  std::vector<HeldLock> result = kept_;
  for (const Attempt &attempt : attempts_)
    if (!attempt.released)
      result.push_back(attempt.lock);
  llvm::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

static bool isSame(const Locks::Entry &a, const Locks::Entry &b) {
  return a.guard == b.guard && a.lock.mutex == b.lock.mutex;
}

static Locks::Entry *sameIn(Locks::State &state, const Locks::Entry &wanted) {
  auto found = llvm::find_if(state, [&](const Locks::Entry &e) { return isSame(e, wanted); });
  return found == state.end() ? nullptr : &*found;
}

void Locks::join(const State &other) {
  for (const Entry &theirs : other) {
    Entry *ours = sameIn(entries_, theirs);
    if (!ours)
      entries_.push_back(theirs);
    else if (theirs.held && !ours->held)
      *ours = theirs;
  }
}

void Locks::joinBranches(const State &before, const State &taken, const std::string &condition) {
  State known = before;
  State ends = taken;
  auto wasHeld = [&](const Entry &entry) {
    const Entry *same = sameIn(known, entry);
    return same && same->held;
  };
  for (Entry &entry : ends)
    if (entry.held && !wasHeld(entry))
      entry.under = condition;
  std::erase_if(entries_, [&](const Entry &entry) {
    const Entry *end = sameIn(ends, entry);
    return entry.held && !entry.under.empty() && entry.under == condition && (!end || !end->held);
  });
  join(ends);
}

void Locks::leave(llvm::ArrayRef<const VarDecl *> locals) {
  std::erase_if(entries_, [&](const Entry &entry) {
    return entry.guard && llvm::is_contained(locals, entry.guard);
  });
}

std::vector<HeldLock> Locks::held() const {
  std::vector<HeldLock> result;
  for (const Entry &entry : entries_)
    if (entry.held)
      result.push_back(entry.lock);
  return result;
}

} // namespace coax
