// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "source_text.h"

#include <coax/detail/promise.hpp>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>

namespace coax::detail {

namespace {

std::string demangled(const std::string &name) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void *)> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 && text ? std::string(text.get()) : name;
}

/// The mangled name in `…::_Z1fi.Frame*)`; empty when it is not of that form. Source: g++ 12, the
/// type of a coroutine's frame.
std::string_view name_before_frame(std::string_view text) noexcept {
  const std::size_t end = text.rfind(".Frame*");
  if (end == std::string_view::npos)
    return {};
  const std::size_t colons = text.rfind("::", end);
  return colons == std::string_view::npos ? std::string_view()
                                          : text.substr(colons + 2, end - colons - 2);
}

bool starts_at(std::string_view text, std::size_t at, std::string_view what) noexcept {
  return text.substr(at, what.size()) == what;
}

bool ends_at(std::string_view text, std::size_t at, std::string_view what) noexcept {
  return at >= what.size() && text.substr(at - what.size(), what.size()) == what;
}

/// Where the name of the function begins in `result name(parameters) …`: after the last space that
/// is in no brackets.
std::size_t begin_of_name(std::string_view text) noexcept {
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool part_of_name = starts_at(text, i, "(anonymous") || starts_at(text, i, "(lambda") ||
                              ends_at(text, i, "operator");
    if (c == '(' && depth == 0 && !part_of_name)
      break;
    depth += (c == '<' || c == '(' || c == '{') - (c == '>' || c == ')' || c == '}');
    if (c == ' ' && depth == 0 && !ends_at(text, i, "operator"))
      begin = i + 1;
  }
  return begin;
}

/// Without the result in front, and without what templates were instantiated with.
std::string_view without_result(std::string_view text) noexcept {
  text = text.substr(0, text.find(" ["));
  text.remove_prefix(begin_of_name(text));
  while (!text.empty() && (text.front() == '*' || text.front() == '&'))
    text.remove_prefix(1);
  return text;
}

std::string milliseconds(std::chrono::nanoseconds time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) +
         " ms";
}

} // namespace

std::string readable_function(std::string_view compilers_name) {
  if (const std::string_view mangled = name_before_frame(compilers_name); !mangled.empty())
    return demangled(std::string(mangled));
  return std::string(without_result(compilers_name));
}

source_place place_of(const site &at) {
  if (at.line() == 0)
    return {};
  return {readable_function(at.function_name()), at.file_name(), at.line()};
}

std::string line_text(const site &at) {
  return std::string(at.file_name()) + ":" + std::to_string(at.line());
}

source_place place_of_program(const strand &task) {
  if (task.finished)
    return {};
  for (const promise_base *frame = task.top; frame; frame = frame->caller) {
    source_place place = place_of(frame->awaiting);
    if (place.line != 0 && !is_of_runtime(place.function))
      return place;
  }
  return task.top ? place_of(task.top->awaiting) : source_place();
}

bool is_of_runtime(std::string_view function) noexcept { return function.substr(0, 6) == "coax::"; }

std::string text_of(const source_place &place) {
  if (place.line == 0)
    return "an unknown place";
  return (place.function.empty() ? "" : place.function + " at ") + place.file + ":" +
         std::to_string(place.line);
}

const char *text_of(task_state state) noexcept {
  switch (state) {
  case task_state::running:
    return "running";
  case task_state::ready:
    return "ready";
  case task_state::waiting:
    break;
  }
  return "waiting";
}

void append_text(std::string &to, const task_info &task) {
  to += "task " + std::to_string(task.id);
  if (!task.name.empty())
    to += " \"" + task.name + "\"";
  to += std::string(" ") + text_of(task.state);
  if (!task.waits_for.empty())
    to += " for " + task.waits_for;
  if (task.cancelling)
    to += ", being cancelled";
  to += ", loop " + std::to_string(task.loop) + ", age " + milliseconds(task.age);
  if (task.spawned_at.line)
    to += ", started by " + text_of(task.spawned_at);
  if (task.parent)
    to += " in task " + std::to_string(task.parent);
  to += "\n";
  for (const source_place &place : task.stack)
    if (place.line)
      to += "    " + text_of(place) + "\n";
}

} // namespace coax::detail
