// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Words and places as all formats write them.
#pragma once

#include "tool/report/Report.h"

#include <string>

namespace coax {

/// "error", "warning", "note": also the levels of SARIF.
const char *severityName(Severity severity);
/// "certain", "likely", "possible".
const char *confidenceName(Confidence confidence);

/// Neither suppressed in the source nor known to the baseline.
bool isOpen(const Finding &finding);

/// "src/a.cpp", relative to the root of the report where it lies below it.
std::string shownPath(const Report &report, const std::string &file);
/// "src/a.cpp:12:5".
std::string shownPlace(const Report &report, const Location &location);

/// "1 finding", "2 findings".
std::string counted(std::size_t count, const std::string &noun);

} // namespace coax
