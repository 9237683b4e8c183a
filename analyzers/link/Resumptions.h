// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a coroutine goes on: `co_await resume_background();` moves what follows it, to the end of
// the block, to a thread of the pool, until another such await moves it again.
#pragma once

#include "analyzers/link/Matches.h"
#include "analyzers/model/Program.h"

#include <vector>

namespace coax {

/// Reads the program and the matches, which must live as long.
class Resumptions {
public:
  Resumptions(const Program &program, const Matches &matches)
      : program_(program), matches_(matches) {}

  /// The catalog's entry of the await that moved the coroutine off the loop before this call is
  /// reached; null if it runs where the coroutine was. Cost: the calls of that function, if it is a
  /// coroutine. From any thread.
  const CatalogEntry *before(FunctionIndex function, const CallSite &call) const;

  /// The call is what such an await does with its awaiter: how it moves is the library's.
  bool isPartOfMove(FunctionIndex function, const CallSite &call) const;

private:
  const CatalogEntry *moveAt(FunctionIndex function, std::size_t call) const;

  const Program &program_;
  const Matches &matches_;
};

} // namespace coax
