// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rules share: a finding for a place in the program, with its context and its chain.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Finding.h"
#include "analyzers/model/Program.h"
#include "analyzers/model/Rule.h"

#include <string>
#include <vector>

namespace coax {

/// True if a blocking call must not stand in the body of this function: a coroutine, an event-loop
/// handler, or declared [[clang::nonblocking]]. `kind` says which.
bool mustNotBlock(const Program &program, FunctionIndex function, ContextKind &kind);

/// A finding at a site, in its worst context, with the chain from the root of that context.
Finding findingAtSite(const Program &program, const RuleInfo &rule, const BlockingSite &site);

/// A finding at a call of `root` that leads to a site through other functions, whose chain starts
/// at `root`. `call` is its edge, and leads to the site.
Finding findingAtCall(const Program &program, const RuleInfo &rule, EdgeIndex call,
                      ContextKind kind);

/// The calls of a function that lead to a site on its own thread, one edge a call: without a guess
/// if there is one, then with the shortest path. Calls that are sites themselves are left out, and
/// those with a guess among more than eight hops.
std::vector<EdgeIndex> callsThatBlock(const Program &program, FunctionIndex function);

/// "blocks" or "may block", as the catalog entry says.
const char *blocksVerb(const BlockingSite &site);

/// A lock of threads: the catalog knows the class of the guard or of its mutex, or the program's
/// own class shows it.
bool isKnownLock(const HeldLock &lock, const Catalog &catalog);

/// `'text'`.
std::string quoted(const std::string &text);

} // namespace coax
