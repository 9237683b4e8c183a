// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/Summarize.h"

#include "analyzers/tu/Parse.h"
#include "analyzers/tu/SummaryAction.h"

namespace coax {

TuSummary summarize(const CompileUnit &unit,
                    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  TuSummary summary;
  summary.mainFile = unit.file;
  SummaryAction action(unit, summary);
  ParseOptions options;
  options.files = std::move(files);
  options.skipFunctionBodies = true;
  options.dependencies = &summary.dependencies;
  summary.failed = !parseUnit(unit, action, options, summary.problems);
  return summary;
}

} // namespace coax
