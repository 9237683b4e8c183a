// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Contexts.h"

#include "analyzers/link/Programs.h"

#include <llvm/ADT/DenseMap.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_set>
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
      steps_.push_back({static_cast<std::uint32_t>(edge.to), edge.may,
                        inCaller && !edge.inInstances && !edge.never, /*enters=*/false});
      if (inCaller && edge.from != edge.to)
        called_[edge.to] = true;
      started_[edge.to] |= bit(edge.starts);
    }
    for (const auto &[edge, instance] : program.entries)
      steps_[edge].enters = true;
  }

  struct Step {
    std::uint32_t to; ///< a FunctionIndex
    bool may;
    bool inCaller; ///< Program::runsInCaller, from the function as such
    bool enters;   ///< leads to instances too
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
    NodeIndex node;
    FunctionIndex root;
    EdgeIndex via;    ///< the edge it came by
    NodeIndex before; ///< and from where
  };

  /// Goes through nothing of `barred`, if that is not null.
  Spread(const Program &program, const Flow &flow, const Programs &programs,
         const std::vector<bool> *barred)
      : program_(program), flow_(flow), programs_(programs), barred_(barred),
        seen_(program.functions.size() + program.instances.size()) {}

  void from(FunctionIndex start) {
    if (!seen_[start])
      reach({start, start, noEdge, noNode});
    if (const NodeIndex open = program_.openInstance(start); open != noNode)
      fromOpen(start, open);
  }

  /// From what callers come to who are not seen.
  void fromOpen(FunctionIndex function, NodeIndex instance) {
    if (!seen_[instance] && !(barred_ && (*barred_)[instance]))
      reach({instance, function, noEdge, noNode});
  }

  /// What the roots so far reach without a guess. More may follow.
  void runSure() { follow(sure_, /*guesses=*/false); }

  /// May be called again after more roots were added.
  void run() {
    runSure();
    follow(guessed_, /*guesses=*/true);
    sure_ = order.size();
  }

private:
  void reach(Reached reached) {
    seen_[reached.node] = true;
    order.push_back(reached);
  }

  void follow(std::size_t &next, bool guesses) {
    for (; next < order.size(); ++next) {
      const Reached at = order[next];
      if (at.node >= program_.functions.size()) {
        followInstance(at, guesses);
        continue;
      }
      EdgeIndex end = flow_.endOfOutgoing(at.node);
      for (EdgeIndex i = flow_.firstOutgoing(at.node); i < end; ++i) {
        const Flow::Step &step = flow_.step(i);
        if (!step.inCaller || (step.may && !guesses))
          continue;
        tryReach(at, i, step.to);
        if (step.enters)
          for (NodeIndex target : program_.targets(i))
            tryReach(at, i, target);
      }
    }
  }

  void followInstance(const Reached &at, bool guesses) {
    for (const Instance::Step &step : program_.instances[at.node - program_.functions.size()].steps)
      if ((guesses || !flow_.step(step.edge).may) &&
          !program_.functions[program_.functionOf(step.to)].facts.coroutine) {
        tryReach(at, step.edge, step.to);
        if (flow_.step(step.edge).enters)
          for (NodeIndex target : program_.targets(step.edge))
            if (target >= program_.functions.size())
              tryReach(at, step.edge, target);
      }
  }

  void tryReach(const Reached &at, EdgeIndex edge, NodeIndex to) {
    if (!seen_[to] && !(barred_ && (*barred_)[to]) &&
        programs_.shareOne(program_.functionOf(to), at.root))
      reach({to, at.root, edge, at.node});
  }

  const Program &program_;
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

/// In a folder of tests or examples, or so named: a chain from the product says more.
bool isTestCode(std::string_view path) {
  static const std::unordered_set<std::string_view> folders = {
      "bench", "benchmark", "benchmarks", "example",  "examples",
      "fuzz",  "fuzzers",   "fuzzing",    "samples",  "t",
      "test",  "testing",   "tests",      "unittest", "unittests"};
  std::size_t begin = 0;
  for (std::size_t end; (end = path.find('/', begin)) != path.npos; begin = end + 1)
    if (folders.contains(path.substr(begin, end - begin)))
      return true;
  std::string_view file = path.substr(begin);
  std::string_view stem = file.substr(0, file.rfind('.'));
  return stem.starts_with("test_") || stem.ends_with("_test") || stem.ends_with("_tests") ||
         stem.ends_with("Test") || stem.ends_with("Tests");
}

class ContextFinder {
public:
  ContextFinder(Program &program, const Symbols &symbols)
      : program_(program), programs_(program, symbols), flow_(program),
        known_(program.functions.size() + program.instances.size()) {}

  void run() {
    for (ContextKind kind : contextKinds)
      find(kind);
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      fill(i, program_.functions[i].contexts);
    for (std::size_t i = 0; i < program_.instances.size(); ++i)
      fill(program_.functions.size() + i, program_.instances[i].contexts);
  }

private:
  /// A context but for its kind.
  struct Way {
    FunctionIndex root = noFunction; ///< noFunction: it never runs in such a context
    EdgeIndex via = noEdge;
    NodeIndex before = noNode;
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
      return !facts.coroutine &&
             (flow_.isStarted(index, kind) || program_.functions[index].startedAs == kind);
    }
  }

  void find(ContextKind kind) {
    bool last = kind == ContextKind::Unknown;
    Spread spread(program_, flow_, programs_, last ? &known_ : nullptr);
    std::vector<FunctionIndex> tests;
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (isRoot(i, kind)) {
        if (isTestCode(program_.functions[i].facts.location.file.str()))
          tests.push_back(i);
        else
          spread.from(i);
      }
    spread.runSure();
    for (FunctionIndex test : tests)
      spread.from(test);
    spread.run();
    if (kind == ContextKind::Unknown)
      addUnseen(spread);
    record(spread, kind);
    if (kind == ContextKind::Main && programs_.areSeveral())
      for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
        if (isRoot(i, kind) && program_.functions[i].facts.isMain)
          addFromMain(i);
  }

  /// What one of several programs has in common with another one has the context of that; what it
  /// leads to from there and the other one does not gets its context here.
  void addFromMain(FunctionIndex main) {
    Spread spread(program_, flow_, programs_, nullptr);
    spread.from(main);
    spread.run();
    std::vector<Way> &ways = ways_[static_cast<std::size_t>(ContextKind::Main)];
    llvm::DenseMap<NodeIndex, const Spread::Reached *> reachedBy;
    for (const Spread::Reached &reached : spread.order) {
      reachedBy[reached.node] = &reached;
      if (ways[reached.node].root != noFunction)
        continue;
      ways[reached.node] = {reached.root, reached.via, reached.before};
      known_[reached.node] = true;
      if (ways[reached.before].root != main)
        program_.detours[reached.node] = pathTo(reached, reachedBy);
    }
  }

  static std::vector<EdgeIndex>
  pathTo(const Spread::Reached &node,
         const llvm::DenseMap<NodeIndex, const Spread::Reached *> &reachedBy) {
    std::vector<EdgeIndex> path;
    for (const Spread::Reached *at = &node; at->via != noEdge; at = reachedBy.lookup(at->before))
      path.push_back(at->via);
    std::reverse(path.begin(), path.end());
    return path;
  }

  /// What others may call who are not seen, and cycles that nothing enters.
  void addUnseen(Spread &spread) {
    for (const auto &[function, instance] : program_.open)
      spread.fromOpen(function, instance);
    spread.run();
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i)
      if (program_.functions[i].facts.hasBody && !known_[i]) {
        spread.from(i);
        spread.run();
      }
  }

  void record(const Spread &spread, ContextKind kind) {
    std::vector<Way> &ways = ways_[static_cast<std::size_t>(kind)];
    if (!spread.order.empty())
      ways.resize(known_.size());
    for (const Spread::Reached &reached : spread.order) {
      ways[reached.node] = {reached.root, reached.via, reached.before};
      known_[reached.node] = true;
    }
  }

  void fill(NodeIndex index, std::vector<Context> &contexts) const {
    auto ways = [&](ContextKind kind) -> const std::vector<Way> & {
      return ways_[static_cast<std::size_t>(kind)];
    };
    auto runsIn = [&](ContextKind kind) {
      return !ways(kind).empty() && ways(kind)[index].root != noFunction;
    };
    contexts.reserve(
        static_cast<std::size_t>(std::count_if(contextKinds.begin(), contextKinds.end(), runsIn)));
    for (ContextKind kind : contextKinds)
      if (runsIn(kind))
        contexts.push_back(
            {kind, ways(kind)[index].root, ways(kind)[index].via, ways(kind)[index].before});
  }

  Program &program_;
  const Programs programs_;
  const Flow flow_;
  std::vector<bool> known_;                                ///< what has a context
  std::array<std::vector<Way>, contextKinds.size()> ways_; ///< by kind and node; empty: none
};

/// Backward search from functions with a site; fills Function::waiting and Instance::waiting. What
/// is printed is the least that a function waits for: a way to another site goes before one to it,
/// unless that one is a guess that does not carry so far.
class Blocking {
public:
  explicit Blocking(Program &program)
      : program_(program), ways_(program.functions.size() + program.instances.size()) {}

  void run() {
    listComings();
    for (bool console : {false, true}) {
      for (const BlockingSite &site : program_.sites)
        if (!site.contextOnly && !site.lastWords && (site.category == "console") == console)
          for (NodeIndex node : program_.comingTo(site))
            if (!ways_[node].mayBlock)
              reach(node, noEdge, noNode);
      follow(Guesses::None);
      follow(Guesses::Near);
    }
    follow(Guesses::All);
  }

private:
  enum class Guesses { None, Near, All };
  /// To a site.
  struct Way {
    bool mayBlock = false, guessed = false;
    unsigned hops = 0;
  };
  struct Coming {
    NodeIndex from;
    EdgeIndex by;
  };

  void listComings() {
    for (const auto &[edge, instance] : program_.entries)
      if (!program_.edges[edge].inInstances)
        comings_[instance].push_back({program_.edges[edge].from, edge});
    for (std::size_t i = 0; i < program_.instances.size(); ++i)
      for (const Instance::Step &step : program_.instances[i].steps) {
        comings_[step.to].push_back({program_.functions.size() + i, step.edge});
        for (NodeIndex target : program_.targets(step.edge))
          if (target >= program_.functions.size() && target != step.to)
            comings_[target].push_back({program_.functions.size() + i, step.edge});
      }
  }

  void reach(NodeIndex node, EdgeIndex via, NodeIndex next) {
    Way &way = ways_[node];
    way.mayBlock = true;
    if (via != noEdge) {
      way.hops = ways_[next].hops + 1;
      way.guessed = ways_[next].guessed || program_.edges[via].may;
    }
    Waiting &waiting = node < program_.functions.size()
                           ? program_.functions[node].waiting
                           : program_.instances[node - program_.functions.size()].waiting;
    waiting = {true, via, next};
    order_.push_back(node);
  }

  void follow(Guesses guesses) {
    for (std::size_t next = 0; next < order_.size(); ++next) {
      const NodeIndex node = order_[next];
      if (program_.functions[program_.functionOf(node)].facts.coroutine)
        continue; // it does not run in its callers: Program::runsInCaller
      if (node < program_.functions.size())
        for (EdgeIndex edge : program_.functions[node].incoming)
          if (program_.edges[edge].starts == ContextKind::Unknown &&
              !program_.edges[edge].inInstances && !program_.edges[edge].never)
            tryReach(program_.edges[edge].from, edge, node, guesses);
      if (auto comings = comings_.find(node); comings != comings_.end())
        for (const Coming &coming : comings->second)
          tryReach(coming.from, coming.by, node, guesses);
    }
  }

  /// A call of `from` is one hop more, and the site itself another one.
  bool carries(EdgeIndex edge, NodeIndex to, Guesses guesses) const {
    if (!ways_[to].guessed && !program_.edges[edge].may)
      return true;
    return guesses == Guesses::All ||
           (guesses == Guesses::Near && ways_[to].hops + 3 <= farthestGuess);
  }

  void tryReach(NodeIndex from, EdgeIndex edge, NodeIndex to, Guesses guesses) {
    if (!ways_[from].mayBlock && carries(edge, to, guesses))
      reach(from, edge, to);
  }

  Program &program_;
  std::vector<Way> ways_; ///< by node
  std::vector<NodeIndex> order_;
  llvm::DenseMap<NodeIndex, std::vector<Coming>> comings_; ///< by way of instances
};

} // namespace

void findContexts(Program &program, const Symbols &symbols) {
  ContextFinder(program, symbols).run();
}

void findBlocking(Program &program) { Blocking(program).run(); }

} // namespace coax
