// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One report that every format is tested on: direct and transitive findings, every kind of hop, a
// suppressed one, a file outside the root, a name and a path that need escaping, problems.
#pragma once

#include "tool/report/Report.h"

namespace coax {

Report reportCorpus();

} // namespace coax
