// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/MergeFacts.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <tuple>
#include <utility>

namespace coax {
namespace {

std::strong_ordering compareCallables(const CallSite &a, const CallSite &b) {
  auto key = [](const Argument &argument) {
    return std::tie(argument.callable, argument.callableParameter, argument.callableMember);
  };
  return std::lexicographical_compare_three_way(
      a.arguments.begin(), a.arguments.end(), b.arguments.begin(), b.arguments.end(),
      [&](const Argument &x, const Argument &y) { return key(x) <=> key(y); });
}

/// What makes a call the same call in another unit or instantiation. Outer calls come first.
std::strong_ordering compareCalls(const CallSite &a, const CallSite &b) {
  auto key = [](const CallSite &call) {
    return std::tie(call.kind, call.name, call.callee, call.functionType, call.callableParameter,
                    call.callableMember);
  };
  if (auto order = a.range.begin <=> b.range.begin; order != 0)
    return order;
  if (auto order = std::tie(b.range.endLine, b.range.endColumn) <=>
                   std::tie(a.range.endLine, a.range.endColumn);
      order != 0)
    return order;
  if (auto order = key(a) <=> key(b); order != 0)
    return order;
  return compareCallables(a, b);
}

bool callsBefore(const CallSite &a, const CallSite &b) { return compareCalls(a, b) < 0; }

auto useKey(const FunctionUse &use) {
  return std::tie(use.location, use.function, use.callableParameter, use.from, use.into,
                  use.intoParameter, use.functionType);
}
bool usesBefore(const FunctionUse &a, const FunctionUse &b) { return useKey(a) < useKey(b); }
bool sameUse(const FunctionUse &a, const FunctionUse &b) { return useKey(a) == useKey(b); }

template <typename T> void sortUnique(std::vector<T> &values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <typename T> void unite(std::vector<T> &values, const std::vector<T> &more) {
  if (values == more)
    return;
  values.insert(values.end(), more.begin(), more.end());
  sortUnique(values);
}

/// Facts on which instantiations disagree are unknown; the rest is kept.
void mergeArguments(std::vector<Argument> &arguments, const std::vector<Argument> &others) {
  if (arguments.size() > others.size())
    arguments.resize(others.size()); // parameter packs: what all have
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].integer != others[i].integer)
      arguments[i].integer.reset();
    if (arguments[i].object != others[i].object)
      arguments[i].object = -1;
    if (arguments[i].passes != others[i].passes)
      arguments[i].passes = -1;
    arguments[i].type = std::min(arguments[i].type, others[i].type);
    arguments[i].text = std::min(arguments[i].text, others[i].text);
    arguments[i].lifetime = std::min(arguments[i].lifetime, others[i].lifetime);
  }
}

bool moreLocks(const std::vector<HeldLock> &a, const std::vector<HeldLock> &b) {
  auto before = [](const HeldLock &x, const HeldLock &y) {
    return std::tie(x.location, x.mutex, x.type) < std::tie(y.location, y.mutex, y.type);
  };
  if (a.size() != b.size())
    return a.size() > b.size();
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), before);
}

void mergeCall(CallSite &call, const CallSite &other) {
  mergeArguments(call.arguments, other.arguments);
  call.receiver = std::min(call.receiver, other.receiver);
  call.object = std::min(call.object, other.object);
  if (call.on != other.on)
    call.on = -1;
  call.parameters = std::min(call.parameters, other.parameters);
  call.nameLocation = std::min(call.nameLocation, other.nameLocation);
  call.parenLocation = std::min(call.parenLocation, other.parenLocation);
  if (moreLocks(other.locks, call.locks))
    call.locks = other.locks;
  std::erase_if(call.tests, [&](const ValueTest &test) {
    return std::find(other.tests.begin(), other.tests.end(), test) == other.tests.end();
  });
  unite(call.instances, other.instances);
  call.objectLifetime = std::min(call.objectLifetime, other.objectLifetime);
  call.ready &= other.ready;
  call.awaited &= other.awaited;
  call.discarded &= other.discarded;
  call.voided |= other.voided;
  call.returned |= other.returned;
  call.kept |= other.kept;
  call.resultType = std::min(call.resultType, other.resultType);
  call.taskStart = std::min(call.taskStart, other.taskStart);
  call.inLoop |= other.inLoop;
  call.inCatch |= other.inCatch;
  call.unreached &= other.unreached;
  call.failing &= other.failing;
  call.lastWords &= other.lastWords;
  call.inMacroBody |= other.inMacroBody;
  call.inInitializer |= other.inInitializer;
  call.inStaticInitializer |= other.inStaticInitializer;
}

/// Merges neighbours that are the same call. `calls` is sorted.
void foldCalls(std::vector<CallSite> &calls) {
  if (calls.empty())
    return;
  std::size_t last = 0;
  for (std::size_t i = 1; i < calls.size(); ++i) {
    if (compareCalls(calls[last], calls[i]) == 0)
      mergeCall(calls[last], calls[i]);
    else if (++last != i)
      calls[last] = std::move(calls[i]);
  }
  calls.resize(last + 1);
}

void mergeCalls(std::vector<CallSite> &calls, std::vector<CallSite> others) {
  bool same = std::equal(calls.begin(), calls.end(), others.begin(), others.end(),
                         [](auto &a, auto &b) { return compareCalls(a, b) == 0; });
  if (same) {
    for (std::size_t i = 0; i < calls.size(); ++i)
      mergeCall(calls[i], others[i]);
    return;
  }
  std::vector<CallSite> merged;
  merged.reserve(calls.size() + others.size());
  std::merge(std::make_move_iterator(calls.begin()), std::make_move_iterator(calls.end()),
             std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()),
             std::back_inserter(merged), callsBefore);
  foldCalls(merged);
  calls = std::move(merged);
}

void mergeUses(std::vector<FunctionUse> &uses, std::vector<FunctionUse> others) {
  if (std::equal(uses.begin(), uses.end(), others.begin(), others.end(), sameUse))
    return;
  std::move(others.begin(), others.end(), std::back_inserter(uses));
  std::sort(uses.begin(), uses.end(), usesBefore);
  uses.erase(std::unique(uses.begin(), uses.end(), sameUse), uses.end());
}

/// The instantiation that speaks for all: any rule will do that ignores the order of units.
void mergeNames(FunctionFacts &facts, FunctionFacts &other) {
  auto key = [](const FunctionFacts &f) {
    return std::tie(f.signature, f.returnType, f.parameters, f.name, f.record);
  };
  if (!(key(other) < key(facts)))
    return;
  facts.signature = std::move(other.signature);
  facts.returnType = std::move(other.returnType);
  facts.parameters = std::move(other.parameters);
  facts.name = std::move(other.name);
  facts.record = std::move(other.record);
}

void mergeFlags(FunctionFacts &facts, const FunctionFacts &other) {
  facts.coroutine |= other.coroutine;
  facts.lambda |= other.lambda;
  facts.isVirtual |= other.isVirtual;
  facts.pureVirtual |= other.pureVirtual;
  facts.isStatic |= other.isStatic;
  facts.constructor |= other.constructor;
  facts.destructor |= other.destructor;
  facts.operatorOrConversion |= other.operatorOrConversion;
  facts.variadic |= other.variadic;
  facts.isConstexpr |= other.isConstexpr;
  facts.isNoexcept |= other.isNoexcept;
  facts.templated |= other.templated;
  facts.externC |= other.externC;
  facts.deducedReturn |= other.deducedReturn;
  facts.inMacro |= other.inMacro;
  facts.overridesSystem |= other.overridesSystem;
  facts.isMain |= other.isMain;
  facts.promiseByParameters |= other.promiseByParameters;
}

} // namespace

void canonicalize(FunctionFacts &facts) {
  if (!std::is_sorted(facts.calls.begin(), facts.calls.end(), callsBefore))
    std::sort(facts.calls.begin(), facts.calls.end(), callsBefore);
  foldCalls(facts.calls);
  std::sort(facts.uses.begin(), facts.uses.end(), usesBefore);
  facts.uses.erase(std::unique(facts.uses.begin(), facts.uses.end(), sameUse), facts.uses.end());
  sortUnique(facts.moves);
  sortUnique(facts.overrides);
  sortUnique(facts.awaits);
  sortUnique(facts.suspensions);
  sortUnique(facts.lateCaptures);
  sortUnique(facts.captures);
  sortUnique(facts.loops);
  sortUnique(facts.sequences);
  sortUnique(facts.threadLocals);
  sortUnique(facts.locksKept);
  sortUnique(facts.locksGivenBack);
  sortUnique(facts.obstacles);
}

void mergeDefinition(FunctionFacts &facts, FunctionFacts other) {
  mergeNames(facts, other);
  mergeCalls(facts.calls, std::move(other.calls));
  mergeUses(facts.uses, std::move(other.uses));
  unite(facts.instantiations, other.instantiations);
  unite(facts.moves, other.moves);
  unite(facts.awaits, other.awaits);
  unite(facts.suspensions, other.suspensions);
  unite(facts.lateParameters, other.lateParameters);
  unite(facts.lateCaptures, other.lateCaptures);
  unite(facts.captures, other.captures);
  unite(facts.loops, other.loops);
  unite(facts.sequences, other.sequences);
  unite(facts.threadLocals, other.threadLocals);
  unite(facts.locksKept, other.locksKept);
  unite(facts.locksGivenBack, other.locksGivenBack);
  unite(facts.obstacles, other.obstacles);
  facts.extent = std::min(facts.extent, other.extent); // differs where #if is in the body
  facts.parent = std::max(facts.parent, other.parent);
  mergeFlags(facts, other);
  absorbDeclaration(facts, other);
}

void mergeDeclaration(FunctionFacts &facts, FunctionFacts other) {
  facts.location = std::min(facts.location, other.location);
  mergeNames(facts, other);
  mergeFlags(facts, other);
  absorbDeclaration(facts, other);
}

void absorbDeclaration(FunctionFacts &facts, const FunctionFacts &declaration) {
  unite(facts.overrides, declaration.overrides);
  unite(facts.bases, declaration.bases);
  unite(facts.overridesOfLibraries, declaration.overridesOfLibraries);
  facts.annotation = std::max(facts.annotation, declaration.annotation);
  facts.isVirtual |= declaration.isVirtual;
  facts.pureVirtual |= declaration.pureVirtual;
  facts.overridesSystem |= declaration.overridesSystem;
}

} // namespace coax
