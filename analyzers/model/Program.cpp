// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/model/Program.h"

#include <algorithm>
#include <cassert>

namespace coax {
namespace {

const Context *find(const std::vector<Context> &contexts, ContextKind kind) {
  for (const Context &context : contexts)
    if (context.kind == kind)
      return &context;
  return nullptr;
}

} // namespace

const Context *Program::context(FunctionIndex function, ContextKind kind) const {
  return find(functions[function].contexts, kind);
}

std::vector<EdgeIndex> Program::path(FunctionIndex function, ContextKind kind) const {
  std::vector<EdgeIndex> reversed;
  const Context *at = context(function, kind);
  assert(at && "the function does not run in such a context");
  while (at->via != noEdge) {
    reversed.push_back(at->via);
    at = find(contextsOf(at->before), kind);
    assert(at && "a path is of one kind");
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::vector<NodeIndex> Program::targets(EdgeIndex edge) const {
  std::vector<NodeIndex> nodes{edges[edge].to};
  auto entry = std::lower_bound(entries.begin(), entries.end(), std::pair(edge, NodeIndex{0}));
  for (; entry != entries.end() && entry->first == edge; ++entry)
    nodes.push_back(entry->second);
  return nodes;
}

bool Program::leadsToSite(EdgeIndex edge) const {
  std::vector<NodeIndex> nodes = targets(edge);
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](NodeIndex node) { return waitingOf(node).mayBlock; });
}

std::vector<EdgeIndex> Program::pathToSite(EdgeIndex edge) const {
  std::vector<EdgeIndex> best;
  bool found = false;
  for (NodeIndex node : targets(edge)) {
    if (!waitingOf(node).mayBlock)
      continue;
    std::vector<EdgeIndex> path;
    for (; waitingOf(node).via != noEdge; node = waitingOf(node).next)
      path.push_back(waitingOf(node).via);
    if (!found || path.size() < best.size())
      best = std::move(path);
    found = true;
  }
  assert(found && "the edge leads to no site");
  return best;
}

} // namespace coax
