// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lines of source that a report shows.
#pragma once

#include "tool/report/Report.h"

#include <functional>
#include <optional>
#include <string>

namespace coax {

/// Takes every line that a finding or a step of its chain names into report.lines, with
/// `context` lines before and after a finding. `read` gives the content of a file by absolute path,
/// each file once; what cannot be read is left out.
void takeSourceLines(Report &report,
                     const std::function<std::optional<std::string>(const std::string &)> &read,
                     unsigned context = 2);

/// The line, 1-based; null if the report does not hold it.
const std::string *sourceLine(const Report &report, const std::string &file, unsigned line);

/// The 1-based column in Unicode code points of a 1-based column in bytes of a UTF-8 line; the same
/// column where the line is not known. Source: SARIF 2.1.0, 3.14.17 and 3.30.6.
unsigned codePointColumn(const Report &report, const std::string &file, unsigned line,
                         unsigned byteColumn);

} // namespace coax
