// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Edges.h"

#include "analyzers/base/Parallel.h"
#include "analyzers/link/Handover.h"
#include "analyzers/link/Resumptions.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace coax {
namespace {

struct Unfollowed {
  std::size_t calls = 0;
  std::size_t candidates = 0;
};

/// What the calls of some functions give.
struct Found {
  std::vector<Edge> edges; ///< in the order of their callers
  std::vector<std::pair<FunctionIndex, Location>> escapes;
  std::map<Text, Unfollowed> unfollowed; ///< by function type
};

/// Reads the program only: several may run at once.
class EdgeFinder {
public:
  EdgeFinder(const Program &program, const Symbols &symbols, const Matches &matches,
             const CallableFlow &callables, const MovedObjects &moved)
      : program_(program), symbols_(symbols), matches_(matches), callables_(callables),
        moved_(moved), resumptions_(program, matches) {}

  /// Of the functions from `begin` to before `end`.
  Found find(FunctionIndex begin, FunctionIndex end) && {
    for (from_ = begin; from_ < end; ++from_) {
      const FunctionFacts &facts = program_.functions[from_].facts;
      for (call_ = 0; call_ < facts.calls.size(); ++call_)
        linkCall(facts.calls[call_]);
      for (const FunctionUse &use : facts.uses)
        for (FunctionIndex function : symbols_.values(from_, use.function))
          escape(function, use.location);
    }
    return std::move(found_);
  }

private:
  void linkCall(const CallSite &call) {
    std::size_t firstEdge = found_.edges.size();
    bool calleeHasBody = false;
    if (call.kind == CallKind::Indirect) {
      linkIndirect(call);
    } else {
      FunctionList callees = symbols_.callees(from_, call);
      calleeHasBody = !callees.empty();
      if (isKnownToStart())
        callees.clear();
      for (FunctionIndex callee : callees)
        add({from_,
             callee,
             call_,
             call.kind,
             callees.size() > 1,
             ContextKind::Unknown,
             {},
             call.callableParameter});
    }
    linkCallables(call, calleeHasBody);
    dropDuplicates(firstEdge);
  }

  /// The catalog says what the call does with what it is given. Where the library is compiled as
  /// part of the program, how it does that is nothing to say more about.
  bool isKnownToStart() const {
    const CatalogEntry *entry = matches_.of(from_, call_);
    return entry && startedContext(entry->role) != ContextKind::Unknown;
  }

  void linkIndirect(const CallSite &call) {
    CallableFlow::Targets targets = callables_.calledBy(from_, call);
    bool may = targets.byType || targets.functions.size() > 1;
    for (FunctionIndex target : targets.functions)
      add({from_,
           target,
           call_,
           CallKind::Indirect,
           may,
           ContextKind::Unknown,
           {},
           targets.byType ? -1 : call.callableParameter});
    if (targets.tooMany) {
      auto &unfollowed = found_.unfollowed[call.functionType];
      ++unfollowed.calls;
      unfollowed.candidates = targets.tooMany;
    }
  }

  void linkCallables(const CallSite &call, bool calleeHasBody) {
    const CatalogEntry *entry = matches_.of(from_, call_);
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      std::vector<FunctionIndex> targets = callables_.passedBy(from_, call.arguments[i]);
      if (targets.empty())
        continue;
      Handover handover = handoverOf(call, i, entry, calleeHasBody);
      linkTargets(targets, handover, handover == Handover::Starts ? entry : nullptr,
                  call.arguments[i].callableParameter);
      if (handover != Handover::Starts && !call.arguments[i].callable.empty())
        for (FunctionIndex function : symbols_.values(from_, call.arguments[i].callable))
          escape(function, call.range.begin);
    }
  }

  void linkTargets(const std::vector<FunctionIndex> &targets, Handover handover,
                   const CatalogEntry *entry, int parameter) {
    if (handover == Handover::Flows || handover == Handover::Stores)
      return; // the edge is where it is called
    ContextKind starts = entry ? startedContext(entry->role) : ContextKind::Unknown;
    for (FunctionIndex target : targets) {
      // What starts coroutines runs their completion handlers on its loop.
      const bool handler =
          starts == ContextKind::Coroutine && !program_.functions[target].facts.coroutine;
      add({from_, target, call_, CallKind::Callback, targets.size() > 1,
           moved_.contextOf(target, handler ? ContextKind::Handler : starts),
           entry ? entry->name : "", parameter});
    }
  }

  void add(Edge edge) {
    const CallSite &call = program_.call(edge);
    if (resumptions_.isPartOfMove(from_, call))
      return;
    edge.never = call.unreached;
    if (program_.runsInCaller(edge))
      if (const CatalogEntry *moved = resumptions_.before(from_, call)) {
        edge.starts = ContextKind::Offload;
        edge.sink = moved->name;
      }
    found_.edges.push_back(std::move(edge));
  }

  void dropDuplicates(std::size_t first) {
    if (found_.edges.size() < first + 2)
      return;
    auto key = [](const Edge &edge) {
      return std::tie(edge.to, edge.starts, edge.kind, edge.may, edge.parameter);
    };
    auto begin = found_.edges.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, found_.edges.end(),
              [&](const Edge &a, const Edge &b) { return key(a) < key(b); });
    found_.edges.erase(std::unique(begin, found_.edges.end(),
                                   [](const Edge &a, const Edge &b) {
                                     return a.to == b.to && a.starts == b.starts;
                                   }),
                       found_.edges.end());
  }

  void escape(FunctionIndex function, const Location &place) {
    found_.escapes.emplace_back(function, place);
  }

  const Program &program_;
  const Symbols &symbols_;
  const Matches &matches_;
  const CallableFlow &callables_;
  const MovedObjects &moved_;
  const Resumptions resumptions_;
  Found found_;
  FunctionIndex from_ = 0;
  std::size_t call_ = 0;
};

/// Into the program, whose edges are those of the parts before.
void add(Program &program, Found part, std::map<Text, Unfollowed> &unfollowed) {
  std::move(part.edges.begin(), part.edges.end(), std::back_inserter(program.edges));
  for (auto &[function, place] : part.escapes) {
    program.functions[function].addressEscapes = true;
    program.functions[function].escapes.push_back(std::move(place));
  }
  for (const auto &[type, of] : part.unfollowed) {
    unfollowed[type].calls += of.calls;
    unfollowed[type].candidates = of.candidates;
  }
}

void sortEscapes(Program &program) {
  for (Function &function : program.functions) {
    std::sort(function.escapes.begin(), function.escapes.end());
    function.escapes.erase(std::unique(function.escapes.begin(), function.escapes.end()),
                           function.escapes.end());
  }
}

void listEdges(Program &program) {
  std::vector<std::size_t> incoming(program.functions.size());
  for (const Edge &edge : program.edges)
    ++incoming[edge.to];
  EdgeIndex next = 0;
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    program.functions[i].incoming.reserve(incoming[i]);
    EdgeIndex first = next;
    while (next < program.edges.size() && program.edges[next].from == i)
      ++next;
    program.functions[i].outgoing.resize(next - first);
    std::iota(program.functions[i].outgoing.begin(), program.functions[i].outgoing.end(), first);
  }
  for (EdgeIndex edge = 0; edge < program.edges.size(); ++edge)
    program.functions[program.edges[edge].to].incoming.push_back(edge);
}

void report(const std::map<Text, Unfollowed> &unfollowed, std::vector<Problem> &problems) {
  for (const auto &[type, of] : unfollowed)
    problems.push_back({"", std::to_string(of.calls) + " indirect calls of type '" + type +
                                "' were not followed: each has " + std::to_string(of.candidates) +
                                " possible targets"});
}

} // namespace

void linkEdges(Program &program, const Symbols &symbols, const Matches &matches,
               const CallableFlow &callables, const MovedObjects &moved, std::size_t threads) {
  std::size_t count = program.functions.size();
  std::vector<Found> parts(partCount(count, functionsWorthAThread, threads));
  inParts(count, parts.size(), [&](std::size_t part, std::size_t begin, std::size_t end) {
    parts[part] = EdgeFinder(program, symbols, matches, callables, moved).find(begin, end);
  });
  std::map<Text, Unfollowed> unfollowed;
  for (Found &part : parts)
    add(program, std::move(part), unfollowed);
  listEdges(program);
  sortEscapes(program);
  report(unfollowed, program.problems);
}

} // namespace coax
