// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the interposer wrote ⇒ stacks with functions, files and lines. A line of a trace is
//
//   NAME ⇥ waits|- ⇥ MODULE+OFFSET ⇥ MODULE+OFFSET …
//
// the blocking function as sources name it, whether it was a mutex that another thread held, and
// the return addresses, innermost first, as hexadecimal offsets into modules.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace coax::recall {

/// A function at a place; inlined functions have frames of their own.
struct Frame {
  std::string function; ///< demangled; empty where nothing is known
  std::string file;     ///< empty for code without debug information
  unsigned line = 0, column = 0;
  std::string module; ///< path of the program or library
};

struct Stack {
  std::string call; ///< the blocking function of the C library
  bool waited = false;
  std::vector<Frame> frames; ///< innermost first; the first one contains the call
};

/// Every distinct stack of all files in `directory`. Fails with the name of a file that cannot be
/// read, or the line that is no stack.
llvm::Expected<std::vector<Stack>> readTrace(const std::string &directory);

} // namespace coax::recall
