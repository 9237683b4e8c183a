// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Matches.h"

namespace coax {
namespace {

/// A function of this program that is named like one of the C library (`static int wait(Job *)`)
/// is not the library's.
bool shadowsLibrary(const CallSite &call, FunctionIndex callee, const Program &program) {
  return callee != noFunction && program.functions[callee].facts.hasBody &&
         call.name.find("::") == std::string::npos;
}

} // namespace

Matches::Matches(const Program &program, const Symbols &symbols, const Catalog &catalog) {
  entries_.resize(program.functions.size());
  for (FunctionIndex i = 0; i < program.functions.size(); ++i) {
    const auto &calls = program.functions[i].facts.calls;
    entries_[i].resize(calls.size(), nullptr);
    for (std::size_t c = 0; c < calls.size(); ++c)
      if (!calls[c].name.empty())
        if (const CatalogEntry *entry = catalog.match(calls[c]))
          if (!shadowsLibrary(calls[c], symbols.find(calls[c].callee), program))
            entries_[i][c] = entry;
  }
}

} // namespace coax
