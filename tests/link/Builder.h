// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries by hand, for tests of the linker: no compiler needed.
//
//   unit("a.cpp", {function("main").main().calls("f"), function("f").calls("sleep")})
//
// A function's USR is its name; it is defined on line 10, 20, … of its unit unless `at` says where.
#pragma once

#include "analyzers/link/Link.h"
#include "analyzers/link/Print.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace coax {

class FunctionBuilder {
public:
  explicit FunctionBuilder(std::string name) {
    facts.id.usr = facts.name = name;
    facts.signature = name + "()";
    facts.returnType = "void";
    facts.hasBody = true;
  }

  FunctionBuilder &at(std::string file, unsigned line) {
    facts.location = {std::move(file), line, 1};
    return *this;
  }
  FunctionBuilder &declared() {
    facts.hasBody = false;
    return *this;
  }
  FunctionBuilder &main() {
    facts.isMain = true;
    return *this;
  }
  FunctionBuilder &coroutine() {
    facts.coroutine = true;
    return *this;
  }
  FunctionBuilder &overrides(std::string base) {
    facts.overrides.push_back({std::move(base)});
    facts.isVirtual = true;
    return *this;
  }
  FunctionBuilder &annotated(std::string annotation) {
    facts.annotation = std::move(annotation);
    return *this;
  }
  FunctionBuilder &stores(std::string function, std::string into = "") {
    facts.uses.push_back({{std::move(function)}, -1, "", "void ()", std::move(into), nextPlace()});
    return *this;
  }
  FunctionBuilder &storesParameter(int parameter, std::string into) {
    facts.uses.push_back({{}, parameter, "", "void ()", std::move(into), nextPlace()});
    return *this;
  }

  FunctionBuilder &calls(std::string name, CallKind kind = CallKind::Direct) {
    CallSite &call = newCall(kind);
    call.callee.usr = call.name = std::move(name);
    return *this;
  }
  FunctionBuilder &awaits(std::string name) {
    calls(std::move(name));
    facts.calls.back().awaited = true;
    return *this;
  }
  /// A call that hands over a callable as its only argument.
  FunctionBuilder &passes(std::string callable, std::string to) {
    calls(std::move(to));
    Argument &argument = facts.calls.back().arguments.emplace_back();
    argument.callable.usr = std::move(callable);
    argument.type = "void (*)()";
    facts.calls.back().parameters = {"void (*)()"};
    return *this;
  }
  FunctionBuilder &passesParameter(int parameter, std::string to) {
    calls(std::move(to));
    facts.calls.back().arguments.emplace_back().callableParameter = parameter;
    return *this;
  }
  FunctionBuilder &callsParameter(int parameter) {
    newCall(CallKind::Indirect).callableParameter = parameter;
    return *this;
  }
  FunctionBuilder &callsMember(std::string member) {
    newCall(CallKind::Indirect).callableMember = std::move(member);
    return *this;
  }
  FunctionBuilder &callsPointer(std::string type) {
    newCall(CallKind::Indirect).functionType = std::move(type);
    return *this;
  }

  FunctionFacts facts;

private:
  Location nextPlace() { return {facts.location.file, nextLine_++, 3}; }

  CallSite &newCall(CallKind kind) {
    CallSite &call = facts.calls.emplace_back();
    call.kind = kind;
    call.range.begin = nextPlace();
    call.range.endLine = call.range.begin.line;
    call.range.endColumn = 9;
    return call;
  }

  unsigned nextLine_ = 1;
};

inline FunctionBuilder function(std::string name) { return FunctionBuilder(std::move(name)); }

inline TuSummary unit(std::string file, std::initializer_list<FunctionBuilder> functions) {
  TuSummary summary;
  summary.mainFile = file;
  unsigned line = 0;
  for (const FunctionBuilder &built : functions) {
    FunctionFacts &facts = summary.functions.emplace_back(built.facts);
    line += 10;
    if (facts.location.file.empty())
      facts.location = {file, line, 1};
    facts.extent = {facts.location, facts.location.line + 9, 1};
    for (CallSite &call : facts.calls)
      if (call.range.begin.file.empty())
        call.range.begin = {facts.location.file, facts.location.line + call.range.begin.line, 3};
    for (CallSite &call : facts.calls)
      call.range.endLine = call.range.begin.line;
  }
  return summary;
}

/// What is built in, and functions that block whatever their arguments are.
inline const Catalog &testCatalog() {
  static const Catalog catalog = [] {
    Catalog all = Catalog::builtin();
    llvm::cantFail(all.add(R"({"version": 1, "library": "test", "entries": [
        {"name": ["block", "wait_long"], "category": "sleep", "source": "test"},
        {"name": "test::start", "role": "starts-thread", "source": "test"},
        {"name": "test::offload", "role": "offloads", "source": "test"}]})",
                           "test.json"));
    return all;
  }();
  return catalog;
}

/// A program of one unit.
inline Program link(std::initializer_list<FunctionBuilder> functions) {
  return linkProgram({unit("/a.cpp", functions)}, testCatalog());
}

/// The text of the program, for comparison as a whole.
inline std::string linked(std::vector<TuSummary> units) {
  return printProgram(linkProgram(std::move(units), testCatalog()), "/");
}

inline FunctionIndex indexOf(const Program &program, const std::string &name) {
  for (FunctionIndex i = 0; i < program.functions.size(); ++i)
    if (program.functions[i].facts.name == name)
      return i;
  return noFunction;
}

/// The names of what a function reaches by one edge, in order; "name (may)" for a guess.
inline std::vector<std::string> targets(const Program &program, const std::string &name) {
  std::vector<std::string> names;
  for (EdgeIndex i : program.functions[indexOf(program, name)].outgoing) {
    const Edge &edge = program.edges[i];
    names.push_back(program.functions[edge.to].facts.name + (edge.may ? " (may)" : ""));
  }
  return names;
}

} // namespace coax
