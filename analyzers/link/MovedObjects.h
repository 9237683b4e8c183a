// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   worker->moveToThread(&thread); // its handlers run on that thread from now on
#pragma once

#include "analyzers/link/Matches.h"
#include "analyzers/model/Program.h"

#include <set>

namespace coax {

/// Classes some object of which is given to a thread: that is what the class is for.
class MovedObjects {
public:
  MovedObjects(const Program &program, const Matches &matches);

  /// The context of `function` where it is a handler: a method of such a class, or a closure made
  /// in one, runs on the thread.
  ContextKind contextOf(FunctionIndex function, ContextKind kind) const {
    return kind == ContextKind::Handler && handlers_.contains(function) ? ContextKind::Thread
                                                                        : kind;
  }

private:
  std::set<FunctionIndex> handlers_; ///< if they are handlers
};

} // namespace coax
