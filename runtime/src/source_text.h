// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Places and tasks as text.
#pragma once

#include <coax/detail/site.hpp>
#include <coax/introspect.hpp>
#include <string>
#include <string_view>

namespace coax::detail {

/// A function and its parameters, from what the compiler calls it: `task<int> ns::f(int)` is
/// `ns::f(int)`. Inside a coroutine g++ 12 names its own frame type: `void
/// f(f(int)::_Z1fi.Frame*)`.
std::string readable_function(std::string_view compilers_name);

source_place place_of(const site &at);

/// Whether the function is one of the library's.
bool is_of_runtime(std::string_view function) noexcept;

/// "file:line".
std::string line_text(const site &at);

class strand;
/// The place of the innermost frame of a strand that is the program's own, or the innermost of all.
source_place place_of_program(const strand &task);

/// "function at file:line".
std::string text_of(const source_place &place);

/// A few lines, ending with a new line.
void append_text(std::string &to, const task_info &task);

const char *text_of(task_state state) noexcept;

} // namespace coax::detail
