// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Edges.h"

#include "analyzers/link/Handover.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

namespace coax {
namespace {

class EdgeLinker {
public:
  EdgeLinker(Program &program, const Symbols &symbols, const Matches &matches,
             const CallableFlow &callables)
      : program_(program), symbols_(symbols), matches_(matches), callables_(callables) {}

  void run() {
    for (from_ = 0; from_ < program_.functions.size(); ++from_) {
      const FunctionFacts &facts = program_.functions[from_].facts;
      for (call_ = 0; call_ < facts.calls.size(); ++call_)
        linkCall(facts.calls[call_]);
      for (const FunctionUse &use : facts.uses)
        for (FunctionIndex function : symbols_.definitions(from_, use.function))
          escape(function, use.location);
    }
    listEdges();
    for (Function &function : program_.functions) {
      std::sort(function.escapes.begin(), function.escapes.end());
      function.escapes.erase(std::unique(function.escapes.begin(), function.escapes.end()),
                             function.escapes.end());
    }
    reportUnfollowed();
  }

private:
  void linkCall(const CallSite &call) {
    std::size_t firstEdge = program_.edges.size();
    bool calleeHasBody = false;
    if (call.kind == CallKind::Indirect) {
      linkIndirect(call);
    } else {
      FunctionList callees = symbols_.callees(from_, call);
      calleeHasBody = !callees.empty();
      for (FunctionIndex callee : callees)
        add({from_, callee, call_, call.kind, callees.size() > 1, ContextKind::Unknown, {}});
    }
    linkCallables(call, calleeHasBody);
    dropDuplicates(firstEdge);
  }

  void linkIndirect(const CallSite &call) {
    CallableFlow::Targets targets = callables_.calledBy(from_, call);
    bool may = targets.byType || targets.functions.size() > 1;
    for (FunctionIndex target : targets.functions)
      add({from_, target, call_, CallKind::Indirect, may, ContextKind::Unknown, {}});
    if (targets.tooMany) {
      auto &unfollowed = unfollowed_[call.functionType];
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
      linkTargets(targets, handover, handover == Handover::Starts ? entry : nullptr);
      if (handover != Handover::Starts && !call.arguments[i].callable.empty())
        for (FunctionIndex function : symbols_.definitions(from_, call.arguments[i].callable))
          escape(function, call.range.begin);
    }
  }

  void linkTargets(const std::vector<FunctionIndex> &targets, Handover handover,
                   const CatalogEntry *entry) {
    if (handover == Handover::Flows || handover == Handover::Stores)
      return; // the edge is where it is called
    ContextKind starts = entry ? startedContext(entry->role) : ContextKind::Unknown;
    for (FunctionIndex target : targets)
      add({from_, target, call_, CallKind::Callback, targets.size() > 1, starts,
           entry ? entry->name : ""});
  }

  void add(Edge edge) { program_.edges.push_back(std::move(edge)); }

  void dropDuplicates(std::size_t first) {
    if (program_.edges.size() < first + 2)
      return;
    auto key = [](const Edge &edge) { return std::tie(edge.to, edge.starts, edge.kind, edge.may); };
    auto begin = program_.edges.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, program_.edges.end(),
              [&](const Edge &a, const Edge &b) { return key(a) < key(b); });
    program_.edges.erase(std::unique(begin, program_.edges.end(),
                                     [](const Edge &a, const Edge &b) {
                                       return a.to == b.to && a.starts == b.starts;
                                     }),
                         program_.edges.end());
  }

  /// Edges are made in the order of their callers.
  void listEdges() {
    std::vector<std::size_t> incoming(program_.functions.size());
    for (const Edge &edge : program_.edges)
      ++incoming[edge.to];
    EdgeIndex next = 0;
    for (FunctionIndex i = 0; i < program_.functions.size(); ++i) {
      program_.functions[i].incoming.reserve(incoming[i]);
      EdgeIndex first = next;
      while (next < program_.edges.size() && program_.edges[next].from == i)
        ++next;
      program_.functions[i].outgoing.resize(next - first);
      std::iota(program_.functions[i].outgoing.begin(), program_.functions[i].outgoing.end(),
                first);
    }
    for (EdgeIndex edge = 0; edge < program_.edges.size(); ++edge)
      program_.functions[program_.edges[edge].to].incoming.push_back(edge);
  }

  void escape(FunctionIndex function, const Location &place) {
    program_.functions[function].addressEscapes = true;
    program_.functions[function].escapes.push_back(place);
  }

  void reportUnfollowed() {
    for (const auto &[type, unfollowed] : unfollowed_)
      program_.problems.push_back(
          {"", std::to_string(unfollowed.calls) + " indirect calls of type '" + type +
                   "' were not followed: each has " + std::to_string(unfollowed.candidates) +
                   " possible targets"});
  }

  struct Unfollowed {
    std::size_t calls = 0;
    std::size_t candidates = 0;
  };

  Program &program_;
  const Symbols &symbols_;
  const Matches &matches_;
  const CallableFlow &callables_;
  std::map<Text, Unfollowed> unfollowed_; ///< by function type
  FunctionIndex from_ = 0;
  std::size_t call_ = 0;
};

} // namespace

void linkEdges(Program &program, const Symbols &symbols, const Matches &matches,
               const CallableFlow &callables) {
  EdgeLinker(program, symbols, matches, callables).run();
}

} // namespace coax
