// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The report as JSON, as docs/formats/scan-json.md has it, for formats that carry it inside.
#pragma once

#include "analyzers/base/Json.h"
#include "tool/report/Report.h"

namespace coax {

OrderedJson reportJson(const Report &report);

} // namespace coax
