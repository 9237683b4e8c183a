// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Streams.h"

#include "analyzers/tu/Callables.h"
#include "analyzers/tu/Types.h"

#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <llvm/ADT/StringSet.h>

namespace coax {

using namespace clang;

static const DeclContext *outermostNamespace(const CXXRecordDecl &record) {
  const DeclContext *outermost = nullptr;
  for (const DeclContext *c = record.getDeclContext(); c && !c->isTranslationUnit();
       c = c->getParent())
    outermost = c;
  return outermost ? outermost->getPrimaryContext() : nullptr;
}

static const CXXRecordDecl *baseTowards(const CXXRecordDecl &record, const CXXRecordDecl &base) {
  for (const CXXBaseSpecifier &specifier : record.bases())
    if (const CXXRecordDecl *direct = recordOf(specifier.getType()))
      if (direct->getCanonicalDecl() == base.getCanonicalDecl() || direct->isDerivedFrom(&base))
        return direct;
  return nullptr;
}

const CXXRecordDecl &asInLibrary(const Unit &unit, const CXXRecordDecl &object,
                                 const CXXRecordDecl &base) {
  if (unit.isUser(base) || !object.hasDefinition() || object.isDependentContext())
    return object;
  const DeclContext *library = outermostNamespace(base);
  const CXXRecordDecl *known = &object;
  while (known && (unit.isUser(*known) || outermostNamespace(*known) != library))
    known = baseTowards(*known, base);
  return known && known->getCanonicalDecl() != base.getCanonicalDecl() ? *known : object;
}

/// A buffer of the program's own that fetches and writes nothing: setg() on what there is.
static bool isInMemory(const Unit &unit, const CXXRecordDecl &buffer, const CXXRecordDecl &base) {
  static const llvm::StringSet<> moving = {"overflow",  "showmanyc", "sync",  "uflow",
                                           "underflow", "xsgetn",    "xsputn"};
  for (const CXXRecordDecl *record = &buffer; record->getCanonicalDecl() != base.getCanonicalDecl();
       record = recordOf(record->bases_begin()->getType())) {
    if (!unit.isUser(*record) || record->getNumBases() != 1 ||
        llvm::any_of(record->methods(), [](const CXXMethodDecl *method) {
          return method->getIdentifier() && moving.contains(method->getName());
        }))
      return false;
  }
  return true;
}

/// `std::ifstream status("/proc/self/status")`: what the kernel makes up is on no disk.
static bool namesKernelFile(const Expr &name) {
  const auto *literal = dyn_cast<StringLiteral>(core(&name));
  return literal && literal->isOrdinary() &&
         (literal->getString().starts_with("/proc/") || literal->getString().starts_with("/sys/"));
}

std::string onBuffer(Unit &unit, const Expr &stream) {
  const auto *reference = dyn_cast<DeclRefExpr>(core(&stream));
  const auto *variable = reference ? dyn_cast<VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || !variable->hasLocalStorage() || !variable->getInit() ||
      !variable->getType()->isRecordType())
    return {};
  const auto *construction = dyn_cast<CXXConstructExpr>(core(variable->getInit()));
  if (!construction || construction->getNumArgs() == 0 ||
      unit.isUser(*construction->getConstructor()->getParent()))
    return {};
  const Expr *pointer = construction->getArg(0);
  if (namesKernelFile(*pointer))
    return " on memory";
  const CXXRecordDecl *base = recordOf(pointer->getType());
  const CXXRecordDecl *buffer = recordOf(core(pointer)->getType());
  if (!pointer->getType()->isPointerType() || !base || !buffer || base == buffer ||
      !base->getIdentifier() || base->getName() != "basic_streambuf" || !base->isInStdNamespace())
    return {};
  if (isInMemory(unit, *buffer, *base))
    return " on memory";
  return " on " + unit.names.type(unit.ast.getCanonicalTagType(buffer));
}

const Expr *streamBefore(const Unit &unit, const Expr &operand) {
  const Expr *stream = core(&operand);
  bool links = false;
  while (const auto *link = dyn_cast<CXXOperatorCallExpr>(stream)) {
    const FunctionDecl *callee = link->getDirectCallee();
    bool shifts = link->getOperator() == OO_LessLess || link->getOperator() == OO_GreaterGreater;
    if (!callee || !shifts || !unit.isUser(patternOf(*callee)) || isa<CXXMethodDecl>(callee) ||
        callee->getNumParams() != 2 ||
        callee->getReturnType().getCanonicalType() !=
            callee->getParamDecl(0)->getType().getCanonicalType())
      return nullptr;
    links = true;
    stream = core(link->getArg(0));
  }
  return links ? stream : nullptr;
}

} // namespace coax
