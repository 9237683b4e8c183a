// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Handover.h"

#include "analyzers/model/QualifiedName.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace coax {
namespace {

/// Functions of the standard library and of Asio that take any type, or a function to be called
/// later, and keep what they are given, or only ask for its properties. Source: [func.bind],
/// [func.bind.partial], [refwrap], [func.memfn], [pairs], [tuple.creation], [unique.ptr.create],
/// [util.smartptr.shared.create], [forward], [specialized.addressof], [support.start.term],
/// [csignal.syn], [container.requirements]; Boost.Asio reference, bind_executor,
/// associated_executor.
constexpr std::array<std::string_view, 34> storing = {"addressof",
                                                      "allocate_shared",
                                                      "assign",
                                                      "at_quick_exit",
                                                      "atexit",
                                                      "bind",
                                                      "bind_allocator",
                                                      "bind_back",
                                                      "bind_cancellation_slot",
                                                      "bind_executor",
                                                      "bind_front",
                                                      "cref",
                                                      "emplace",
                                                      "emplace_back",
                                                      "emplace_front",
                                                      "exchange",
                                                      "forward",
                                                      "get_associated_allocator",
                                                      "get_associated_cancellation_slot",
                                                      "get_associated_executor",
                                                      "insert",
                                                      "insert_or_assign",
                                                      "make_any",
                                                      "make_optional",
                                                      "make_pair",
                                                      "make_shared",
                                                      "make_tuple",
                                                      "make_unique",
                                                      "mem_fn",
                                                      "move",
                                                      "not_fn",
                                                      "ref",
                                                      "signal",
                                                      "swap"};

bool isConstructorName(std::string_view name) {
  std::string_view last = lastComponent(name);
  if (last.size() + 2 > name.size())
    return false;
  return lastComponent(name.substr(0, name.size() - last.size() - 2)) == last;
}

bool isStoringStandardName(std::string_view name) {
  std::string_view last = lastComponent(name);
  bool standard =
      name.starts_with("std::") || name.starts_with("boost::") || name.starts_with("asio::");
  return standard && (last == "push_back" || last == "push_front" || last == "push" ||
                      std::binary_search(storing.begin(), storing.end(), last));
}

/// set_callback, SSL_CTX_set_info_callback, addListener, curl_multi_setopt: a word of the name says
/// that what is given is kept.
bool isKeepingName(std::string_view name) {
  static constexpr std::array<std::string_view, 14> keeping = {
      "add",     "atexit", "atfork",   "create", "handler", "hook",   "init",
      "install", "new",    "register", "set",    "setopt",  "signal", "subscribe"};
  if (name.starts_with("std::"))
    return false; // std::set_intersection
  std::string_view last = lastComponent(name);
  auto isLower = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t begin = 0; begin < last.size();) {
    std::size_t end = begin + 1;
    while (end < last.size() && isLower(last[end]))
      ++end;
    std::string word(last.substr(begin, end - begin));
    if (word[0] >= 'A' && word[0] <= 'Z')
      word[0] = static_cast<char>(word[0] - 'A' + 'a');
    if (std::find(keeping.begin(), keeping.end(), word) != keeping.end())
      return true;
    begin = end;
    while (begin < last.size() && last[begin] == '_')
      ++begin;
  }
  return false;
}

std::string_view withoutReference(std::string_view type) {
  while (type.ends_with('&') || type.ends_with(' '))
    type.remove_suffix(1);
  if (type.starts_with("const "))
    type.remove_prefix(6);
  return type;
}

bool isFunctionPointer(std::string_view type) {
  return type.find("(*") != std::string_view::npos || type.find("(&") != std::string_view::npos ||
         type.ends_with(')');
}

/// True if the callee takes the argument by an owning type of another make: std::function.
bool convertsToOwner(const CallSite &call, std::size_t argument) {
  if (argument >= call.parameters.size())
    return true; // an ellipsis
  std::string_view parameter = withoutReference(call.parameters[argument]);
  std::string_view given = withoutReference(call.arguments[argument].type);
  return !parameter.empty() && parameter != given && !isFunctionPointer(parameter);
}

} // namespace

Handover handoverOf(const CallSite &call, std::size_t argument, const CatalogEntry *entry,
                    bool calleeHasBody) {
  if (entry && startedContext(entry->role) != ContextKind::Unknown &&
      (entry->callable < 0 || static_cast<std::size_t>(entry->callable) == argument))
    return Handover::Starts;
  if (calleeHasBody)
    return Handover::Flows;
  if (isConstructorName(call.name) || lastComponent(call.name) == "operator=" ||
      isStoringStandardName(call.name) || isKeepingName(call.name) ||
      convertsToOwner(call, argument))
    return Handover::Stores;
  return Handover::Runs;
}

ContextKind startedContext(Role role) {
  switch (role) {
  case Role::StartsThread:
    return ContextKind::Thread;
  case Role::Offloads:
    return ContextKind::Offload;
  case Role::RunsOnLoop:
    return ContextKind::Handler;
  case Role::Starts:
    return ContextKind::Coroutine;
  default:
    return ContextKind::Unknown;
  }
}

} // namespace coax
