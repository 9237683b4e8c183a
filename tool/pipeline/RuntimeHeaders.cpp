// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/RuntimeHeaders.h"

#include "analyzers/base/Paths.h"

#include <llvm/Support/FileSystem.h>

namespace coax {

namespace {

/// `installed`, as seen from the folder of this program, if it holds `file`; else `built`.
std::string besideOr(const char *installed, const char *file, const char *built) {
  std::string self = realPath("/proc/self/exe");
  std::string beside = absolutePath(installed, self.substr(0, self.rfind('/')));
  return llvm::sys::fs::exists(absolutePath(file, beside)) ? beside : built;
}

} // namespace

std::string runtimeIncludeDirectory() {
  return besideOr("../include", "coax/coax.hpp", COAX_RUNTIME_SOURCE "/include");
}

std::string runtimeSourceDirectory() {
  return besideOr("../share/coax/runtime", "CMakeLists.txt", COAX_RUNTIME_SOURCE);
}

} // namespace coax
