// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a summary is made of, listed once: every form of storage (JSON, binary) walks these lists,
// so no two of them can disagree. `visit(name, member)` is called for each member in order, with
// the default as a third argument where that is not the value-initialised one. The struct may be
// const. A field that is added to a struct is added here, and nowhere else.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <array>
#include <concepts>
#include <type_traits>

namespace coax {

template <typename T, typename Struct>
concept Same = std::same_as<std::remove_const_t<T>, Struct>;

/// The names of an enumeration's values in stored forms, in the order of the values.
inline constexpr std::array callKindNames{"Direct", "Virtual", "Indirect", "Callback", "Implicit"};
constexpr const auto &namesOf(CallKind) { return callKindNames; }

inline constexpr std::array lifetimeNames{"Unknown", "Local", "Temporary"};
constexpr const auto &namesOf(Lifetime) { return lifetimeNames; }

inline constexpr std::array taskStartNames{"Unknown", "Lazy", "Eager"};
constexpr const auto &namesOf(TaskStart) { return taskStartNames; }

void visitFields(Same<SymbolId> auto &id, auto &&visit) { visit("usr", id.usr); }

void visitFields(Same<Location> auto &location, auto &&visit) {
  visit("file", location.file);
  visit("line", location.line);
  visit("column", location.column);
}

void visitFields(Same<Range> auto &range, auto &&visit) {
  visit("begin", range.begin);
  visit("endLine", range.endLine);
  visit("endColumn", range.endColumn);
}

inline constexpr std::array valueTestNames{"OneOf", "NoneOf",   "Below",
                                           "Above", "WithBits", "WithoutBits"};
constexpr const auto &namesOf(ValueTest::Is) { return valueTestNames; }

void visitFields(Same<ValueTest> auto &test, auto &&visit) {
  visit("parameter", test.parameter, -1);
  visit("variable", test.variable);
  visit("is", test.is);
  visit("values", test.values);
}

void visitFields(Same<VariableWrite> auto &write, auto &&visit) {
  visit("variable", write.variable);
  visit("value", write.value);
  visit("initial", write.initial);
  visit("visible", write.visible);
}

void visitFields(Same<Argument> auto &argument, auto &&visit) {
  visit("integer", argument.integer);
  visit("callable", argument.callable);
  visit("callableParameter", argument.callableParameter, -1);
  visit("callableMember", argument.callableMember);
  visit("object", argument.object, -1);
  visit("type", argument.type);
  visit("text", argument.text);
  visit("lifetime", argument.lifetime);
  visit("place", argument.place);
  visit("parameter", argument.parameter, -1);
  visit("passes", argument.passes, -1);
  visit("given", argument.given);
}

void visitFields(Same<HeldLock> auto &lock, auto &&visit) {
  visit("mutex", lock.mutex);
  visit("type", lock.type);
  visit("mutexType", lock.mutexType);
  visit("ownMutex", lock.ownMutex);
  visit("location", lock.location);
}

void visitFields(Same<CallInstance> auto &instance, auto &&visit) {
  visit("in", instance.in);
  visit("callee", instance.callee);
}

void visitFields(Same<CallSite> auto &call, auto &&visit) {
  visit("kind", call.kind);
  visit("callee", call.callee);
  visit("name", call.name);
  visit("parameters", call.parameters);
  visit("receiver", call.receiver);
  visit("on", call.on, -1);
  visit("object", call.object);
  visit("functionType", call.functionType);
  visit("range", call.range);
  visit("nameLocation", call.nameLocation);
  visit("parenLocation", call.parenLocation);
  visit("arguments", call.arguments);
  visit("locks", call.locks);
  visit("tests", call.tests);
  visit("instances", call.instances);
  visit("callableParameter", call.callableParameter, -1);
  visit("callableMember", call.callableMember);
  visit("awaited", call.awaited);
  visit("discarded", call.discarded);
  visit("voided", call.voided);
  visit("returned", call.returned);
  visit("kept", call.kept);
  visit("into", call.into);
  visit("resultType", call.resultType);
  visit("taskStart", call.taskStart);
  visit("inLoop", call.inLoop);
  visit("objectLifetime", call.objectLifetime);
  visit("ready", call.ready);
  visit("inCatch", call.inCatch);
  visit("unreached", call.unreached);
  visit("failing", call.failing);
  visit("lastWords", call.lastWords);
  visit("inMacroBody", call.inMacroBody);
  visit("inInitializer", call.inInitializer);
  visit("inStaticInitializer", call.inStaticInitializer);
}

void visitFields(Same<FunctionUse> auto &use, auto &&visit) {
  visit("function", use.function);
  visit("callableParameter", use.callableParameter, -1);
  visit("from", use.from);
  visit("functionType", use.functionType);
  visit("into", use.into);
  visit("intoParameter", use.intoParameter, -1);
  visit("location", use.location);
}

void visitFields(Same<DescriptorMove> auto &move, auto &&visit) {
  visit("from", move.from);
  visit("parameter", move.parameter, -1);
  visit("into", move.into);
  visit("location", move.location);
}

void visitFields(Same<Effects> auto &effects, auto &&visit) {
  visit("reads", effects.reads);
  visit("writes", effects.writes);
  visit("appends", effects.appends);
}

void visitFields(Same<AwaitingLoop> auto &loop, auto &&visit) {
  visit("range", loop.range);
  visit("element", loop.element);
  visit("effects", loop.effects);
  visit("awaitsElement", loop.awaitsElement);
  visit("leaves", loop.leaves);
  visit("joined", loop.joined);
  visit("joinedStart", loop.joinedStart);
}

void visitFields(Same<AwaitSequence> auto &sequence, auto &&visit) {
  visit("first", sequence.first);
  visit("second", sequence.second);
  visit("firstVariable", sequence.firstVariable);
  visit("secondVariable", sequence.secondVariable);
  visit("firstEffects", sequence.firstEffects);
  visit("secondEffects", sequence.secondEffects);
}

void visitFields(Same<ThreadLocalUse> auto &use, auto &&visit) {
  visit("location", use.location);
  visit("variable", use.variable);
  visit("suspensions", use.suspensions);
}

void visitFields(Same<FunctionFacts> auto &function, auto &&visit) {
  visit("id", function.id);
  visit("name", function.name);
  visit("signature", function.signature);
  visit("returnType", function.returnType);
  visit("parameters", function.parameters);
  visit("location", function.location);
  visit("extent", function.extent);
  visit("parent", function.parent);
  visit("record", function.record);
  visit("instantiations", function.instantiations);
  visit("overrides", function.overrides);
  visit("bases", function.bases);
  visit("overridesOfLibraries", function.overridesOfLibraries);
  visit("calls", function.calls);
  visit("uses", function.uses);
  visit("moves", function.moves);
  visit("awaits", function.awaits);
  visit("suspensions", function.suspensions);
  visit("lateParameters", function.lateParameters);
  visit("lateCaptures", function.lateCaptures);
  visit("promiseByParameters", function.promiseByParameters);
  visit("captures", function.captures);
  visit("loops", function.loops);
  visit("sequences", function.sequences);
  visit("threadLocals", function.threadLocals);
  visit("locksKept", function.locksKept);
  visit("locksGivenBack", function.locksGivenBack);
  visit("annotation", function.annotation);
  visit("obstacles", function.obstacles);
  visit("hasBody", function.hasBody);
  visit("coroutine", function.coroutine);
  visit("lambda", function.lambda);
  visit("isVirtual", function.isVirtual);
  visit("pureVirtual", function.pureVirtual);
  visit("isStatic", function.isStatic);
  visit("constructor", function.constructor);
  visit("destructor", function.destructor);
  visit("operatorOrConversion", function.operatorOrConversion);
  visit("variadic", function.variadic);
  visit("isConstexpr", function.isConstexpr);
  visit("isNoexcept", function.isNoexcept);
  visit("templated", function.templated);
  visit("externC", function.externC);
  visit("deducedReturn", function.deducedReturn);
  visit("inMacro", function.inMacro);
  visit("overridesSystem", function.overridesSystem);
  visit("isMain", function.isMain);
}

void visitFields(Same<Problem> auto &problem, auto &&visit) {
  visit("file", problem.file);
  visit("message", problem.message);
}

void visitFields(Same<TuSummary> auto &summary, auto &&visit) {
  visit("mainFile", summary.mainFile);
  visit("functions", summary.functions);
  visit("writes", summary.writes);
  visit("problems", summary.problems);
  visit("dependencies", summary.dependencies);
  visit("failed", summary.failed);
}

} // namespace coax
