// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/pipeline/RuntimeHeaders.h"

#include "analyzers/base/Paths.h"

#include <llvm/Support/FileSystem.h>

namespace coax {

std::string runtimeIncludeDirectory() {
  std::string self = realPath("/proc/self/exe");
  std::string installed = absolutePath("../include", self.substr(0, self.rfind('/')));
  if (llvm::sys::fs::exists(installed + "/coax/coax.hpp"))
    return installed;
  return COAX_RUNTIME_INCLUDE;
}

} // namespace coax
