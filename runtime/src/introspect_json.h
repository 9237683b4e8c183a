// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the socket answers: docs/formats/tasks-json.md.
#pragma once

#include <string>

namespace coax::detail {

/// {"version": 1, …} in one line without the newline.
std::string tasks_as_json();
std::string metrics_as_json();
std::string error_as_json(const std::string &message);

/// `text` between quotes; bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string &to, const std::string &text);

} // namespace coax::detail
