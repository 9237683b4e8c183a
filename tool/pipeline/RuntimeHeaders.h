// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where the headers and the sources of the coroutine runtime are.
#pragma once

#include <string>

namespace coax {

/// The folder that holds <coax/coax.hpp>: beside an installed coax, else in its source tree.
std::string runtimeIncludeDirectory();

/// The folder that holds the runtime's CMakeLists.txt, with LICENSE one above: likewise.
std::string runtimeSourceDirectory();

} // namespace coax
