// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What stands at a place of a source file, as far as the comparison must know it. No parser: names,
// brackets and literals. Pure.
#pragma once

#include "analyzers/model/Location.h"

#include <optional>
#include <string_view>

namespace coax::recall {

/// What stands at `place` in the text of its file: "NAME(arguments)" of a call, of a macro that
/// expands to one, or of a variable that is constructed; "(arguments)". Empty if none does. Debug
/// information puts calls that come out of a macro, its arguments' too, at the macro's name.
Range extentAt(const Location &place, std::string_view text);

/// Whether `name` stands in the text of `range`.
bool mentions(const Range &range, std::string_view name, std::string_view text);

/// "<<" or ">>" if that stands at `place`, else empty.
std::string_view shiftAt(const Location &place, std::string_view text);

/// How many brackets are open at `second` that were not at `first`, both of one file. None if they
/// do not stand in this order in one full expression: a bracket is closed that was opened before
/// `first`, or a statement ends.
std::optional<int> depthBetween(const Location &first, const Location &second,
                                std::string_view text);

} // namespace coax::recall
