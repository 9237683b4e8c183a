// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/model/Program.h"

#include <algorithm>
#include <cassert>

namespace coax {

const Context *Program::context(FunctionIndex function, ContextKind kind) const {
  for (const Context &context : functions[function].contexts)
    if (context.kind == kind)
      return &context;
  return nullptr;
}

std::vector<EdgeIndex> Program::path(FunctionIndex function, ContextKind kind) const {
  std::vector<EdgeIndex> reversed;
  const Context *at = context(function, kind);
  assert(at && "the function does not run in such a context");
  while (at->via != noEdge) {
    reversed.push_back(at->via);
    at = context(edges[at->via].from, kind);
    assert(at && "a path is of one kind");
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::vector<EdgeIndex> Program::pathToSite(FunctionIndex function) const {
  assert(functions[function].mayBlock);
  std::vector<EdgeIndex> path;
  while (functions[function].blocksVia != noEdge) {
    path.push_back(functions[function].blocksVia);
    function = edges[path.back()].to;
  }
  return path;
}

} // namespace coax
