// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The linked program: functions of all units by USR, edges between them, blocking sites, and for
// every function in which contexts it may run. Built by analyzers/link; read by rules, plan and
// reports. Indices are positions in the vectors of the same Program; order is by (file, line,
// column, USR) and does not depend on the order of the summaries.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace coax {

using FunctionIndex = std::size_t;
using EdgeIndex = std::size_t;
inline constexpr FunctionIndex noFunction = static_cast<FunctionIndex>(-1);
inline constexpr EdgeIndex noEdge = static_cast<EdgeIndex>(-1);

/// What a path goes through: a FunctionIndex, or the number of functions plus the index of an
/// Instance.
using NodeIndex = std::size_t;
inline constexpr NodeIndex noNode = static_cast<NodeIndex>(-1);

/// Hops of a chain that holds a guess, from the call in a coroutine or handler to the call that
/// blocks. A longer one says nothing.
inline constexpr std::size_t farthestGuess = 8;

/// When a catalog entry blocks.
enum class Certainty { Always, Maybe };

/// Where code runs.
enum class ContextKind { Main, Coroutine, Handler, Thread, Offload, Nonblocking, Unknown };

/// A call that may block, as the catalog says. `call` is the index into the function's calls.
struct BlockingSite {
  FunctionIndex function = noFunction;
  std::size_t call = 0;
  std::string entry;     ///< qualified name of the catalog entry
  std::string category;  ///< "sleep", "socket", …
  std::string counterpart; ///< template of the awaitable; empty if there is none
  std::string include;     ///< header that declares it
  std::string source;    ///< the entry's source: "recv(2)"
  Certainty certainty = Certainty::Always;
  bool offloadable = true;
  std::string affinity;  ///< why it must stay on its thread; empty if it need not
  bool contextOnly = false; ///< worth a word in coroutines and handlers only (an uncontended lock)
  bool completion = false;  ///< waits for a task, future or thread to end: std::future::get, block_on
  bool offLoop = false;     ///< in a coroutine that an await has moved to another thread before
  bool lastWords = false;   ///< may block, and then the program ends: it holds nobody up
  std::vector<NodeIndex>
      within; ///< the Instances that come to it; empty: the function whoever calls it
};

/// From a call to a function with a body.
struct Edge {
  FunctionIndex from = noFunction;
  FunctionIndex to = noFunction;
  std::size_t call = 0;     ///< index into from's calls
  CallKind kind = CallKind::Direct;
  bool may = false;         ///< one of several possible targets (indirect by type, virtual)
  /// The context in which the callee starts when it differs from the caller's: a thread entry, an
  /// event-loop handler, an offload region. Unknown: it runs where the caller runs.
  ContextKind starts = ContextKind::Unknown;
  Text sink;                ///< name of the function that starts it ("std::thread::thread")
  int parameter = -1;       ///< 0-based: the callee is what `from` was given as this parameter
  bool never = false;       ///< the call is in a branch that is never taken
  bool inInstances = false; ///< what decides that it is taken is known from every caller: in
                            ///< Instances of `from` only
};

/// A call that works on its thread, and would do something else on another one.
struct ThreadBinding {
  std::string callee; ///< qualified name; empty: there is none
  std::string reason;
};

/// One way a function comes to run.
struct Context {
  ContextKind kind = ContextKind::Unknown;
  FunctionIndex root = noFunction; ///< the coroutine, handler, thread entry, main
  EdgeIndex via = noEdge; ///< last edge of a shortest path from the root; noEdge at the root
  NodeIndex before = noNode; ///< what that edge was taken from
};

/// How a function, or an Instance, comes to wait.
struct Waiting {
  bool mayBlock = false; ///< has a site that is not contextOnly, or reaches one on its own thread
  EdgeIndex via =
      noEdge; ///< first edge of a shortest path to such a site; noEdge if it has one itself
  NodeIndex next = noNode; ///< where that edge leads
};

/// A function as those callers run it that give it one certain callable, `parameter` is `target`,
/// an object of one certain class, or one certain constant. Without these, what one caller gives
/// would be run for all the others.
struct Instance {
  struct Step {
    EdgeIndex edge;
    NodeIndex to;
  };

  FunctionIndex function = noFunction;
  int parameter = -1;                ///< 0-based, or thisObject
  FunctionIndex target = noFunction; ///< of an object or a constant: none
  std::vector<Step>
      steps; ///< what it does beyond the function as such: calls the target, or hands it on
  std::vector<Context> contexts; ///< as a function's
  Waiting waiting;               ///< by the steps only
};

struct Function {
  FunctionFacts facts;
  std::vector<std::size_t> outgoing; ///< indices of edges, by call
  std::vector<std::size_t> incoming;
  std::vector<std::size_t> sites;    ///< indices of sites, by call
  std::vector<Context> contexts;     ///< at most one a kind, sorted by kind
  std::vector<FunctionIndex> family; ///< all methods tied by overriding, itself included; empty if none
  Waiting waiting;                   ///< whatever callers give it; see Instance
  bool addressEscapes = false;       ///< its address is stored or passed where calls cannot be followed
  std::vector<Location> escapes;     ///< where
  ThreadBinding binding;             ///< of its first call that does not block but has an affinity
  ContextKind startedAs =
      ContextKind::Unknown; ///< by a library one of whose methods it overrides: QThread::run
};

struct Program {
  std::vector<Function> functions;
  std::vector<Edge> edges;
  std::vector<BlockingSite> sites;
  std::vector<Instance> instances;
  std::vector<std::pair<EdgeIndex, NodeIndex>>
      entries; ///< the instances that an edge leads to as well; sorted
  std::vector<std::pair<FunctionIndex, NodeIndex>>
      open; ///< functions that callers may call who are not seen, and the instance of it that these
            ///< come to; sorted
  /// Paths in ContextKind::Main, whole, of what is reached from another main than what is before
  /// it.
  std::map<NodeIndex, std::vector<EdgeIndex>> detours;
  std::vector<Problem> problems;
  std::size_t units = 0;
  std::vector<std::vector<std::string>> unitTargets; ///< of each unit, as TuSummary's

  const CallSite &call(const BlockingSite &site) const {
    return functions[site.function].facts.calls[site.call];
  }
  const CallSite &call(const Edge &edge) const {
    return functions[edge.from].facts.calls[edge.call];
  }

  /// True if the callee runs on the caller's thread, now: no thread, handler or offload region
  /// starts at the edge, and the callee is no coroutine (which runs when it is awaited).
  bool runsInCaller(const Edge &edge) const {
    return edge.starts == ContextKind::Unknown && !functions[edge.to].facts.coroutine;
  }

  /// The edges of a shortest path from the context's root to `node`, in order; empty at the
  /// root. `node` must have a context of that kind. Paths are walked, not stored: the sum of
  /// their lengths is not linear.
  std::vector<EdgeIndex> path(NodeIndex node, ContextKind kind) const;

  /// Where an edge leads: to the callee, and to Instances of it.
  std::vector<NodeIndex> targets(EdgeIndex edge) const;
  FunctionIndex functionOf(NodeIndex node) const {
    return node < functions.size() ? node : instances[node - functions.size()].function;
  }
  const std::vector<Context> &contextsOf(NodeIndex node) const {
    return node < functions.size() ? functions[node].contexts
                                   : instances[node - functions.size()].contexts;
  }
  const Waiting &waitingOf(NodeIndex node) const {
    return node < functions.size() ? functions[node].waiting
                                   : instances[node - functions.size()].waiting;
  }

  /// True if what an edge leads to has a site that is not contextOnly, or reaches one on its
  /// thread.
  bool leadsToSite(EdgeIndex edge) const;

  /// A way to a function with such a site.
  struct WayToSite {
    std::vector<EdgeIndex> edges;
    NodeIndex end = noNode; ///< the function, or the Instance that comes to the site
  };
  /// A shortest one, after `edge`, which leads to one.
  WayToSite wayToSite(EdgeIndex edge) const;

  /// The function, or the Instances, that come to a site.
  std::vector<NodeIndex> comingTo(const BlockingSite &site) const {
    return site.within.empty() ? std::vector<NodeIndex>{site.function} : site.within;
  }

  /// The instance that callers come to who are not seen; noNode if that is the function itself.
  NodeIndex openInstance(FunctionIndex function) const;

  /// Null if the function or instance never runs in such a context.
  const Context *context(NodeIndex node, ContextKind kind) const;
};

} // namespace coax
