// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program ⇒ text, for `--print=program` and for goldens. One block a function, in the order of the
// program:
//
//   ns::serve(int) src/a.cpp:12:6 coroutine may-block
//     runs in coroutine from ns::serve(int)
//     13:3 -> ns::load(int) [direct]
//     14:3 blocks: read (file, maybe)
#pragma once

#include "analyzers/model/Program.h"

#include <string>
#include <string_view>

namespace coax {

/// Paths are shown relative to `root`, an absolute directory.
std::string printProgram(const Program &program, std::string_view root);

/// "main", "coroutine", "handler", "thread", "offload", "nonblocking", "unknown".
const char *contextName(ContextKind kind);

/// "direct", "virtual", "indirect", "callback", "implicit".
const char *callKindName(CallKind kind);

} // namespace coax
