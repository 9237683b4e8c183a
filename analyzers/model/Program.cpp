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

const Context *Program::context(NodeIndex node, ContextKind kind) const {
  return find(contextsOf(node), kind);
}

std::vector<EdgeIndex> Program::path(NodeIndex node, ContextKind kind) const {
  std::vector<EdgeIndex> reversed;
  for (NodeIndex at = node;;) {
    auto detour = kind == ContextKind::Main ? detours.find(at) : detours.end();
    if (detour != detours.end()) {
      reversed.insert(reversed.end(), detour->second.rbegin(), detour->second.rend());
      break;
    }
    const Context *known = context(at, kind);
    assert(known && "the function does not run in such a context, or a path is of two kinds");
    if (known->via == noEdge)
      break;
    reversed.push_back(known->via);
    at = known->before;
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

NodeIndex Program::openInstance(FunctionIndex function) const {
  auto found = std::lower_bound(open.begin(), open.end(), std::pair(function, NodeIndex{0}));
  return found != open.end() && found->first == function ? found->second : noNode;
}

bool Program::leadsToSite(EdgeIndex edge) const {
  std::vector<NodeIndex> nodes = targets(edge);
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](NodeIndex node) { return waitingOf(node).mayBlock; });
}

Program::WayToSite Program::wayToSite(EdgeIndex edge) const {
  WayToSite best;
  for (NodeIndex node : targets(edge)) {
    if (!waitingOf(node).mayBlock)
      continue;
    WayToSite way;
    for (; waitingOf(node).via != noEdge; node = waitingOf(node).next)
      way.edges.push_back(waitingOf(node).via);
    way.end = node;
    if (best.end == noNode || way.edges.size() < best.edges.size())
      best = std::move(way);
  }
  assert(best.end != noNode && "the edge leads to no site");
  return best;
}

} // namespace coax
