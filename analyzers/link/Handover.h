// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What becomes of a callable that is an argument of a call.
#pragma once

#include "analyzers/catalog/Catalog.h"
#include "analyzers/model/Program.h"

namespace coax {

enum class Handover {
  Starts, ///< the catalog says where it runs: a thread, a loop, an offload region
  Flows,  ///< the callee has a body in the program: look there
  Runs,   ///< called before the callee returns: std::for_each, qsort
  Stores, ///< kept, perhaps to be called later: std::function's constructor, std::bind
};

/// `entry` is what the catalog says of the call, or null. A callee without a body runs a callable
/// that it takes as it is (a deduced type, a function pointer), and stores one that it takes as an
/// owning type (std::function), as a member of an aggregate type, or through an ellipsis, and one
/// that it is told to keep by its name (SSL_CTX_set_info_callback).
Handover handoverOf(const CallSite &call, std::size_t argument, const CatalogEntry *entry,
                    bool calleeHasBody);

/// The context in which a callable of a `Starts` handover begins.
ContextKind startedContext(Role role);

} // namespace coax
