// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Contexts.h"

#include "analyzers/link/Programs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace coax {
namespace {

/// All of them; Unknown is for what has no other.
constexpr std::array contextKinds = {
    ContextKind::Main,    ContextKind::Coroutine,   ContextKind::Handler, ContextKind::Thread,
    ContextKind::Offload, ContextKind::Nonblocking, ContextKind::Unknown};

/// What the searches ask about edges and functions, packed: they ask in no order.
class Flow {
public:
  explicit Flow(const Program &program)
      : firstStep_(program.functions.size() + 1), called_(program.functions.size()),
        started_(program.functions.size()) {
    std::vector<bool> coroutine(program.functions.size());
    for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
      coroutine[i] = program.functions[i].facts.coroutine;
      firstStep_[i + 1] = firstStep_[i] + program.functions[i].outgoing.size();
    }
    steps_.reserve(program.edges.size());
    for (const Edge &edge : program.edges) {
      bool inCaller = edge.starts == ContextKind::Unknown && !coroutine[edge.to];
      steps_.push_back({static_cast<std::uint32_t>(edge.to), edge.may, inCaller});
      if (inCaller && edge.from != edge.to)
        called_[edge.to] = true;
      started_[edge.to] |= bit(edge.starts);
    }
  }

  struct Step {
    std::uint32_t to; ///< a FunctionIndex
    bool may;
    bool inCaller; ///< Program::runsInCaller
  };

  /// Of the edge with that index; edges stand in the order of their callers.
  const Step &step(EdgeIndex edge) const { return steps_[edge]; }
  EdgeIndex firstOutgoing(FunctionIndex function) const { return firstStep_[function]; }
  EdgeIndex endOfOutgoing(FunctionIndex function) const { return firstStep_[function + 1]; }

  /// Some other function calls it and waits for it.
  bool isCalled(FunctionIndex function) const { return called_[function]; }
  /// Some edge starts it in such a context.
  bool isStarted(FunctionIndex function, ContextKind kind) const {
    return started_[function] & bit(kind);
  }

private:
  static std::uint8_t bit(ContextKind kind) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(kind));
  }

  std::vector<Step> steps_;
  std::vector<EdgeIndex> firstStep_; ///< of each function, and the end
  std::vector<bool> called_;
  std::vector<std::uint8_t> started_; ///< a bit for each kind
};

/// Forward search from roots; what it reaches is in `order`.
class Spread {
public:
  struct Reached {
    FunctionIndex function;
    FunctionIndex root;
    EdgeIndex via; ///< the edge it came by
  };

  /// Goes through no function of `barred`, if that is not null.
  Spread(const Flow &flow, const Programs &programs, std::size_t functions,
         const std::vector<bool> *barred)
      : flow_(flow), programs_(programs), barred_(barred), seen_(functions) {}

  void from(FunctionIndex start) {
    if (!seen_[start])
      reach({start, start, noEdge});
  }

  /// May be called again after more roots were added.
  void run() {
    follow(sure_, /*guesses=*/false);
    follow(guessed_, /*guesses=*/true);
    sure_ = order.size();
  }

private:
  void reach(Reached reached) {
    seen_[reached.function] = true;
    order.push_back(reached);
  }

  void follow(std::size_t &next, bool guesses) {
    for (; next < order.size(); ++next) {
      Reached at = order[next];
      EdgeIndex end = flow_.endOfOutgoing(at.function);
      for (EdgeIndex i = flow_.firstOutgoing(at.function); i < end; ++i) {
        const Flow::Step &step = flow_.step(i);
        if (step.inCaller && (guesses || !step.may) && !seen_[step.to] &&
            !(barred_ && (*barred_)[step.to]) && programs_.shareOne(step.to, at.root))
          reach({step.to, at.root, i});
      }
    }
  }

  const Flow &flow_;
  const Programs &programs_;
  const std::vector<bool> *barred_;
  std::vector<bool> seen_;
  std::size_t sure_ = 0;    ///< up to here, edges without a guess are followed
  std::size_t guessed_ = 0; ///< up to here, all are

public:
  std::vector<Reached> order;
};

bool isNonblocking(const FunctionFacts &facts) {
  return facts.annotation == "nonblocking" || facts.annotation == "coax::nonblocking";
}

/// Code that runs before main, on main's thread.
bool isStaticInitialisation(const FunctionFacts &facts) {
  static const Text name = "(static initialisation)";
  return facts.name == name;
}

class ContextFinder {
public:
  ContextFinder(Program &program, const Symbols &symbols)
      : program_(program), programs_(program, symbols), flow_(program),
        known_(program.functions.size()) {}

  void run() {
    for (ContextKind kind : contextKinds)
      find(kind);
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      fill(i);
  }

private:
  /// A context but for its kind.
  struct Way {
    FunctionIndex root = noFunction; ///< noFunction: it never runs in such a context
    EdgeIndex via = noEdge;
  };

  bool isRoot(FunctionIndex index, ContextKind kind) const {
    const FunctionFacts &facts = program_.functions[index].facts;
    if (!facts.hasBody)
      return false;
    switch (kind) {
    case ContextKind::Main:
      return (facts.isMain && !facts.coroutine) || isStaticInitialisation(facts);
    case ContextKind::Coroutine:
      return facts.coroutine;
    case ContextKind::Nonblocking:
      return isNonblocking(facts);
    case ContextKind::Unknown:
      return !known_[index] && !flow_.isCalled(index);
    default:
      return !facts.coroutine && flow_.isStarted(index, kind);
    }
  }

  void find(ContextKind kind) {
    bool last = kind == ContextKind::Unknown;
    Spread spread(flow_, programs_, program_.functions.size(), last ? &known_ : nullptr);
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (isRoot(i, kind))
        spread.from(i);
    spread.run();
    if (kind == ContextKind::Unknown) // cycles that nothing enters
      for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
        if (program_.functions[i].facts.hasBody && !known_[i]) {
          spread.from(i);
          spread.run();
        }
    record(spread, kind);
  }

  void record(const Spread &spread, ContextKind kind) {
    std::vector<Way> &ways = ways_[static_cast<std::size_t>(kind)];
    if (!spread.order.empty())
      ways.resize(program_.functions.size());
    for (const Spread::Reached &reached : spread.order) {
      ways[reached.function] = {reached.root, reached.via};
      known_[reached.function] = true;
    }
  }

  void fill(FunctionIndex index) {
    auto ways = [&](ContextKind kind) -> const std::vector<Way> & {
      return ways_[static_cast<std::size_t>(kind)];
    };
    auto runsIn = [&](ContextKind kind) {
      return !ways(kind).empty() && ways(kind)[index].root != noFunction;
    };
    std::vector<Context> &contexts = program_.functions[index].contexts;
    contexts.reserve(
        static_cast<std::size_t>(std::count_if(contextKinds.begin(), contextKinds.end(), runsIn)));
    for (ContextKind kind : contextKinds)
      if (runsIn(kind))
        contexts.push_back({kind, ways(kind)[index].root, ways(kind)[index].via});
  }

  Program &program_;
  const Programs programs_;
  const Flow flow_;
  std::vector<bool> known_;                                ///< functions that have a context
  std::array<std::vector<Way>, contextKinds.size()> ways_; ///< by kind and function; empty: none
};

/// Backward search from functions with a site; fills mayBlock and blocksVia.
class Blocking {
public:
  explicit Blocking(Program &program) : program_(program), mayBlock_(program.functions.size()) {}

  void run() {
    for (const BlockingSite &site : program_.sites)
      if (!site.contextOnly && !mayBlock_[site.function])
        reach(site.function, noEdge);
    follow(/*guesses=*/false);
    follow(/*guesses=*/true);
  }

private:
  void reach(FunctionIndex function, EdgeIndex via) {
    mayBlock_[function] = true;
    program_.functions[function].mayBlock = true;
    program_.functions[function].blocksVia = via;
    order_.push_back(function);
  }

  void follow(bool guesses) {
    for (std::size_t next = 0; next < order_.size(); ++next) {
      const Function &callee = program_.functions[order_[next]];
      if (callee.facts.coroutine)
        continue; // it does not run in its callers: Program::runsInCaller
      for (EdgeIndex i : callee.incoming) {
        const Edge &edge = program_.edges[i];
        if (edge.starts == ContextKind::Unknown && (guesses || !edge.may) && !mayBlock_[edge.from])
          reach(edge.from, i);
      }
    }
  }

  Program &program_;
  std::vector<bool> mayBlock_; ///< as in the functions
  std::vector<FunctionIndex> order_;
};

} // namespace

void findContexts(Program &program, const Symbols &symbols) {
  ContextFinder(program, symbols).run();
}

void findBlocking(Program &program) { Blocking(program).run(); }

} // namespace coax
