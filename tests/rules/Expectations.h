// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expectations in comments, on the line they concern:
//
//   ::sleep(1); // expect-finding: blocking-sleep "part of the message"
//   ::sleep(1); // expect-suppressed: blocking-sleep "the device needs it"
//   f(1);       // expect-finding: transitive-blocking-call-in-coroutine via f() -> g()
//   f(2);       // known-miss: blocking-dns            (should be found, is not)
//   f(3);       // known-false-alarm: blocking-dns     (should not be found, is)
//
// Several on one line are separated by ";". Strict both ways: an unmarked finding fails, an unmet
// mark fails, a directive that nobody knows fails, and a known weakness that got better fails.
#pragma once

#include "analyzers/model/Finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// What is wrong, one line each; empty if all expectations hold. `findings` are those of `file`.
std::vector<std::string> checkExpectations(const std::string &file, std::string_view source,
                                           const std::vector<Finding> &findings);

/// True if some line of the source expects an unsuppressed finding of this rule.
bool expectsFinding(std::string_view source, std::string_view rule);

} // namespace coax
