// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/CompileUnit.h"

#include <llvm/ADT/StringRef.h>

namespace coax {

static bool isOldStandard(llvm::StringRef argument) {
  return argument.starts_with("-std=") || argument.starts_with("--std=");
}

static bool hasCoroutines(llvm::StringRef argument) {
  for (const char *year : {"20", "23", "26", "2a", "2b", "2c"})
    if (argument.ends_with(year))
      return true;
  return false;
}

CompileUnit asCoroutineUnit(CompileUnit unit, const std::string &runtimeInclude) {
  std::string standard = "-std=c++20";
  for (const std::string &argument : unit.arguments)
    if (isOldStandard(argument))
      standard = hasCoroutines(argument)                     ? argument
                 : llvm::StringRef(argument).contains("gnu") ? "-std=gnu++20"
                                                             : "-std=c++20";
  std::erase_if(unit.arguments, isOldStandard);
  std::vector<std::string> extra{standard};
  if (!runtimeInclude.empty())
    extra.insert(extra.end(), {"-isystem", runtimeInclude});
  unit.arguments.insert(unit.arguments.begin() + 1, extra.begin(), extra.end());
  return unit;
}

} // namespace coax
