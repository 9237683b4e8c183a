// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Contexts.h"

#include "analyzers/link/Programs.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace coax {
namespace {

/// Forward search from roots; what it reaches is in `order`, with the edge it came by in `via`.
class Spread {
public:
  /// Only through functions that are in no context yet, for the last one.
  Spread(const Program &program, const Programs &programs, bool last)
      : program_(program), programs_(programs), last_(last),
        root(program.functions.size(), noFunction), via(program.functions.size(), noEdge) {}

  void from(FunctionIndex start) {
    if (root[start] == noFunction)
      reach(start, start, noEdge);
  }

  /// May be called again after more roots were added.
  void run() {
    follow(sure_, /*guesses=*/false);
    follow(guessed_, /*guesses=*/true);
    sure_ = order.size();
  }

private:
  void reach(FunctionIndex function, FunctionIndex itsRoot, EdgeIndex edge) {
    root[function] = itsRoot;
    via[function] = edge;
    order.push_back(function);
  }

  void follow(std::size_t &next, bool guesses) {
    for (; next < order.size(); ++next) {
      FunctionIndex at = order[next];
      for (EdgeIndex i : program_.functions[at].outgoing) {
        const Edge &edge = program_.edges[i];
        if (root[edge.to] == noFunction && (guesses || !edge.may) && program_.runsInCaller(edge) &&
            programs_.shareOne(edge.to, root[at]) && !(last_ && hasContext(edge.to)))
          reach(edge.to, root[at], i);
      }
    }
  }

  bool hasContext(FunctionIndex function) const {
    return !program_.functions[function].contexts.empty();
  }

  const Program &program_;
  const Programs &programs_;
  const bool last_;
  std::size_t sure_ = 0;    ///< up to here, edges without a guess are followed
  std::size_t guessed_ = 0; ///< up to here, all are

public:
  std::vector<FunctionIndex> root;
  std::vector<EdgeIndex> via;
  std::vector<FunctionIndex> order;
};

bool isNonblocking(const FunctionFacts &facts) {
  return facts.annotation == "nonblocking" || facts.annotation == "coax::nonblocking";
}

/// Code that runs before main, on main's thread.
bool isStaticInitialisation(const FunctionFacts &facts) {
  return facts.name == "(static initialisation)";
}

bool isRoot(const Program &program, FunctionIndex index, ContextKind kind) {
  const Function &function = program.functions[index];
  if (!function.facts.hasBody)
    return false;
  switch (kind) {
  case ContextKind::Main:
    return (function.facts.isMain && !function.facts.coroutine) ||
           isStaticInitialisation(function.facts);
  case ContextKind::Coroutine:
    return function.facts.coroutine;
  case ContextKind::Nonblocking:
    return isNonblocking(function.facts);
  case ContextKind::Unknown:
    return function.contexts.empty() &&
           std::none_of(function.incoming.begin(), function.incoming.end(), [&](EdgeIndex i) {
             return program.runsInCaller(program.edges[i]) && program.edges[i].from != index;
           });
  default:
    return !function.facts.coroutine &&
           std::any_of(function.incoming.begin(), function.incoming.end(),
                       [&](EdgeIndex i) { return program.edges[i].starts == kind; });
  }
}

void record(Program &program, const Spread &spread, ContextKind kind) {
  for (FunctionIndex function : spread.order)
    if (kind != ContextKind::Unknown || program.functions[function].contexts.empty())
      program.functions[function].contexts.push_back(
          {kind, spread.root[function], spread.via[function]});
}

void findContext(Program &program, const Programs &programs, ContextKind kind) {
  Spread spread(program, programs, /*last=*/kind == ContextKind::Unknown);
  for (FunctionIndex i = 0; i < program.functions.size(); ++i)
    if (isRoot(program, i, kind))
      spread.from(i);
  spread.run();
  if (kind == ContextKind::Unknown) // cycles that nothing enters
    for (FunctionIndex i = 0; i < program.functions.size(); ++i)
      if (program.functions[i].facts.hasBody && program.functions[i].contexts.empty()) {
        spread.from(i);
        spread.run();
      }
  record(program, spread, kind);
}

/// Backward search from functions with a site; fills mayBlock and blocksVia.
class Blocking {
public:
  explicit Blocking(Program &program) : program_(program) {}

  void run() {
    for (const BlockingSite &site : program_.sites)
      if (!site.contextOnly && !program_.functions[site.function].mayBlock)
        reach(site.function, noEdge);
    follow(/*guesses=*/false);
    follow(/*guesses=*/true);
  }

private:
  void reach(FunctionIndex function, EdgeIndex via) {
    program_.functions[function].mayBlock = true;
    program_.functions[function].blocksVia = via;
    order_.push_back(function);
  }

  void follow(bool guesses) {
    for (std::size_t next = 0; next < order_.size(); ++next)
      for (EdgeIndex i : program_.functions[order_[next]].incoming) {
        const Edge &edge = program_.edges[i];
        if (!program_.functions[edge.from].mayBlock && (guesses || !edge.may) &&
            program_.runsInCaller(edge))
          reach(edge.from, i);
      }
  }

  Program &program_;
  std::vector<FunctionIndex> order_;
};

} // namespace

void findContexts(Program &program, const Symbols &symbols) {
  Programs programs(program, symbols);
  for (ContextKind kind :
       {ContextKind::Main, ContextKind::Coroutine, ContextKind::Handler, ContextKind::Thread,
        ContextKind::Offload, ContextKind::Nonblocking, ContextKind::Unknown})
    findContext(program, programs, kind);
}

void findBlocking(Program &program) { Blocking(program).run(); }

} // namespace coax
