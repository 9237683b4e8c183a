// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the colouring starts from: roots, what they reach, what waits, what is bound to its thread
// or can be no coroutine.
#include "rewriters/plan/Colours.h"

#include "rewriters/plan/Obstacles.h"

#include <algorithm>

namespace coax {
namespace {

/// "Server::run" matches "net::Server::run"; "src/main.cpp:main" matches main in that file.
bool matchesRoot(const FunctionFacts &facts, const std::string &root) {
  auto endsWith = [](const std::string &text, const std::string &end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
  };
  std::size_t dot = root.find('.');
  std::size_t colon = dot == std::string::npos ? dot : root.find(':', dot);
  bool hasFile = colon != std::string::npos && root.compare(colon, 2, "::") != 0;
  if (hasFile)
    return endsWith(facts.location.file, root.substr(0, colon)) &&
           matchesRoot(facts, root.substr(colon + 1));
  return facts.name == root || facts.signature == root || endsWith(facts.name, "::" + root);
}

} // namespace

void Colours::findRoots() {
  for (const std::string &root : options_.roots) {
    bool found = false;
    for (FunctionIndex f = 0; f < program_.functions.size(); ++f) {
      const FunctionFacts &facts = program_.functions[f].facts;
      if (facts.hasBody && matchesRoot(facts, root))
        root_[f] = found = true;
    }
    if (!found)
      missingRoots_.push_back(root);
  }
}

void Colours::reachFromRoots() {
  std::vector<FunctionIndex> work;
  auto reach = [&](FunctionIndex f) {
    if (!reached_[f]) {
      reached_[f] = true;
      work.push_back(f);
    }
  };
  for (FunctionIndex f = 0; f < root_.size(); ++f)
    if (root_[f])
      reach(f);
  while (!work.empty()) {
    const Function &function = program_.functions[work.back()];
    work.pop_back();
    for (std::size_t e : function.outgoing) {
      const Edge &edge = program_.edges[e];
      if (edge.starts == ContextKind::Unknown || edge.starts == ContextKind::Thread)
        reach(edge.to);
    }
    for (FunctionIndex member : function.family)
      reach(member);
  }
}

void Colours::findWaiting() {
  std::vector<FunctionIndex> work;
  auto mark = [&](FunctionIndex f) {
    if (!waits_[f]) {
      waits_[f] = true;
      work.push_back(f);
    }
  };
  for (const BlockingSite &site : program_.sites)
    if (countsForMigration(site))
      mark(site.function);
  while (!work.empty()) {
    FunctionIndex f = work.back();
    work.pop_back();
    for (std::size_t e : program_.functions[f].incoming)
      if (runsOnCaller(program_.edges[e]))
        mark(program_.edges[e].from);
  }
}

void Colours::findThreadBound() {
  std::vector<FunctionIndex> work;
  auto mark = [&](FunctionIndex f, const ThreadBinding &binding) {
    if (threadBound_[f].callee.empty()) {
      threadBound_[f] = binding;
      work.push_back(f);
    }
  };
  for (const BlockingSite &site : program_.sites)
    if (countsForMigration(site) && !site.affinity.empty())
      mark(site.function, {site.entry, site.affinity});
  for (FunctionIndex f = 0; f < program_.functions.size(); ++f)
    if (!program_.functions[f].binding.callee.empty())
      mark(f, program_.functions[f].binding);
    else if (const auto &own = program_.functions[f].facts.threadLocals; !own.empty())
      mark(f, {own.front().variable, "each thread has a variable of its own"});
  while (!work.empty()) {
    FunctionIndex f = work.back();
    work.pop_back();
    const ThreadBinding binding = threadBound_[f];
    for (std::size_t e : program_.functions[f].incoming)
      if (runsOnCaller(program_.edges[e]))
        mark(program_.edges[e].from, binding);
  }
}

/// Another function calls it and goes on where it returns.
bool Colours::hasCaller(FunctionIndex f) const {
  const auto &incoming = program_.functions[f].incoming;
  return std::any_of(incoming.begin(), incoming.end(),
                     [&](std::size_t e) { return runsOnCaller(program_.edges[e]); });
}

void Colours::findObstacles() {
  for (FunctionIndex f = 0; f < program_.functions.size(); ++f) {
    const Function &function = program_.functions[f];
    auto refused = options_.refused.functions.find(function.facts.id);
    // A coroutine of ours stays one: its calls are refused instead, see refusal().
    if (refused != options_.refused.functions.end() && !isCoaxTask(function.facts))
      addObstacle(f, refused->second);
    else if (function.facts.coroutine && !isCoaxTask(function.facts))
      addObstacle(f, "is a coroutine of another library");
    else if (std::string why = obstacleOf(function.facts); !why.empty())
      addObstacle(f, why);
    else if (options_.writable && !options_.writable(function.facts.location.file))
      addObstacle(f, "stands in a file that must not be edited");
    else if (locks_.handsOver(f) && hasCaller(f))
      addObstacle(f, locks_.clauseFor(f));
    else if (function.addressEscapes)
      addObstacle(f, "its address is taken where its callers cannot be followed");
    bool startsThread = false;
    for (std::size_t e : function.incoming) {
      const Edge &edge = program_.edges[e];
      startsThread |= edge.starts == ContextKind::Thread;
      if (edge.starts != ContextKind::Unknown && edge.starts != ContextKind::Thread)
        addObstacle(f, "is run by `" + edge.sink + "`");
      else if (edge.kind == CallKind::Indirect || edge.kind == CallKind::Callback)
        if (edge.starts == ContextKind::Unknown)
          addObstacle(f, "is called through a pointer or callable object");
    }
    if (function.facts.lambda && !startsThread)
      addObstacle(f, "is a lambda");
  }
}

/// pthread_exit unwinds the stack as an exception does that nobody may end: a coroutine would.
void Colours::findThreadEnds() {
  std::vector<FunctionIndex> work;
  std::vector<bool> ends(program_.functions.size(), false);
  auto mark = [&](FunctionIndex f) {
    if (!ends[f]) {
      ends[f] = true;
      work.push_back(f);
    }
  };
  for (FunctionIndex f = 0; f < program_.functions.size(); ++f) {
    const auto &obstacles = program_.functions[f].facts.obstacles;
    if (std::find(obstacles.begin(), obstacles.end(), endsItsThread) != obstacles.end())
      mark(f);
  }
  while (!work.empty()) {
    const Function &function = program_.functions[work.back()];
    work.pop_back();
    for (std::size_t e : function.incoming)
      if (runsOnCaller(program_.edges[e])) {
        addObstacle(program_.edges[e].from, "may end its thread in " + nameOf(function.facts));
        mark(program_.edges[e].from);
      }
  }
}

} // namespace coax
