// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Marks in a source file ⇔ what its summary says. A mark stands in a comment on the line that it
// concerns; several are separated by ";", and "expect-…:" may be left out when it is the same
// again:
//
//   f(g);   // expect-edge: main -> f(g) [direct, loop]; main -> h [implicit]
//
//   expect-edge: CALLER -> CALLEE [KIND, CONTEXT…]   callables among the arguments in parentheses;
//                an indirect CALLEE is a variable, "#0" for a parameter, "?" if unknown
//   expect-use: FUNCTION stores CALLABLE in VARIABLE
//   expect-await: FUNCTION
//   expect-obstacle: REASON                          on the line of the function's name
//
// Strict both ways: everything that the summary says about the file has a mark, and every mark is
// met. A word after "expect-" that is none of these is an error.
#pragma once

#include "analyzers/model/TuSummary.h"

#include <string>
#include <string_view>
#include <vector>

namespace coax::test {

/// "12: expect-edge: main -> f [direct]", sorted.
using Facts = std::vector<std::string>;

/// The marks of a source text, and "LINE: unknown mark …" for those that are none.
Facts marksIn(std::string_view source);

/// What the summary says about `file`, in the form of marks.
Facts factsOf(const TuSummary &summary, const std::string &file);

/// One line for each difference: "unexpected: …" and "missing: …". Empty if all agree.
std::string compare(const Facts &marks, const Facts &facts);

} // namespace coax::test
