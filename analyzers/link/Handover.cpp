// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/link/Handover.h"

#include "analyzers/model/QualifiedName.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace coax {
namespace {

/// Functions of Boost and of Asio that take any type, or a function to be called later, and keep
/// what they are given, or only ask for its properties. Source: Boost.Asio reference,
/// bind_executor, associated_executor; Boost.Bind, Boost.SmartPtr, Boost.Container.
constexpr std::array<std::string_view, 30> storing = {"addressof",
                                                      "allocate_shared",
                                                      "assign",
                                                      "bind",
                                                      "bind_allocator",
                                                      "bind_cancellation_slot",
                                                      "bind_executor",
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
                                                      "make_optional",
                                                      "make_pair",
                                                      "make_shared",
                                                      "make_tuple",
                                                      "make_unique",
                                                      "mem_fn",
                                                      "move",
                                                      "push",
                                                      "push_back",
                                                      "push_front",
                                                      "ref",
                                                      "swap"};

/// What of the standard library calls the functions that it is given, before it returns. Source:
/// [algorithms], [numeric.ops], [func.invoke], [tuple.apply], [variant.visit],
/// [thread.once.callonce], [container.erasure], [forward.list.ops], [list.ops],
/// [optional.monadic], [thread.condition].
constexpr std::array<std::string_view, 87> running = {"accumulate",
                                                      "adjacent_difference",
                                                      "adjacent_find",
                                                      "all_of",
                                                      "and_then",
                                                      "any_of",
                                                      "apply",
                                                      "binary_search",
                                                      "call_once",
                                                      "clamp",
                                                      "copy_if",
                                                      "count_if",
                                                      "equal",
                                                      "equal_range",
                                                      "erase_if",
                                                      "exclusive_scan",
                                                      "find_end",
                                                      "find_first_of",
                                                      "find_if",
                                                      "find_if_not",
                                                      "find_last_if",
                                                      "for_each",
                                                      "for_each_n",
                                                      "generate",
                                                      "generate_n",
                                                      "includes",
                                                      "inclusive_scan",
                                                      "inner_product",
                                                      "inplace_merge",
                                                      "invoke",
                                                      "invoke_r",
                                                      "is_heap",
                                                      "is_heap_until",
                                                      "is_partitioned",
                                                      "is_permutation",
                                                      "is_sorted",
                                                      "is_sorted_until",
                                                      "lexicographical_compare",
                                                      "lower_bound",
                                                      "make_heap",
                                                      "max",
                                                      "max_element",
                                                      "merge",
                                                      "min",
                                                      "min_element",
                                                      "minmax",
                                                      "minmax_element",
                                                      "mismatch",
                                                      "next_permutation",
                                                      "none_of",
                                                      "nth_element",
                                                      "or_else",
                                                      "partial_sort",
                                                      "partial_sort_copy",
                                                      "partial_sum",
                                                      "partition",
                                                      "partition_copy",
                                                      "partition_point",
                                                      "pop_heap",
                                                      "prev_permutation",
                                                      "push_heap",
                                                      "reduce",
                                                      "remove_copy_if",
                                                      "remove_if",
                                                      "replace_copy_if",
                                                      "replace_if",
                                                      "search",
                                                      "search_n",
                                                      "set_difference",
                                                      "set_intersection",
                                                      "set_symmetric_difference",
                                                      "set_union",
                                                      "sort",
                                                      "sort_heap",
                                                      "stable_partition",
                                                      "stable_sort",
                                                      "transform",
                                                      "transform_exclusive_scan",
                                                      "transform_inclusive_scan",
                                                      "transform_reduce",
                                                      "unique",
                                                      "unique_copy",
                                                      "upper_bound",
                                                      "visit",
                                                      "wait",
                                                      "wait_for",
                                                      "wait_until"};

bool isStandard(std::string_view name) {
  return name.starts_with("std::") || name.starts_with("__gnu_cxx::");
}

/// "std::ranges::__for_each_fn::operator()" is std::ranges::for_each to those who call it.
std::string_view calledName(std::string_view name) {
  std::string_view last = lastComponent(name);
  if (last != "operator()" || last.size() + 2 > name.size())
    return last;
  std::string_view object = lastComponent(name.substr(0, name.size() - last.size() - 2));
  if (object.starts_with("__") && object.ends_with("_fn"))
    object = object.substr(2, object.size() - 5);
  return object;
}

/// An argument of a function of the standard library is called by it: elements that iterators lead
/// to are not.
bool isRunByStandard(const CallSite &call, std::size_t argument) {
  return std::binary_search(running.begin(), running.end(), calledName(call.name)) &&
         call.arguments[argument].type.str().find("iterator<") == std::string::npos;
}

bool isConstructorName(std::string_view name) {
  std::string_view last = lastComponent(name);
  if (last.size() + 2 > name.size())
    return false;
  return lastComponent(name.substr(0, name.size() - last.size() - 2)) == last;
}

bool isStoringName(std::string_view name) {
  return (name.starts_with("boost::") || name.starts_with("asio::")) &&
         std::binary_search(storing.begin(), storing.end(), lastComponent(name));
}

/// set_callback, SSL_CTX_set_info_callback, addListener, curl_multi_setopt: a word of the name says
/// that what is given is kept.
bool isKeepingName(std::string_view name) {
  static constexpr std::array<std::string_view, 14> keeping = {
      "add",     "atexit", "atfork",   "create", "handler", "hook",   "init",
      "install", "new",    "register", "set",    "setopt",  "signal", "subscribe"};
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
  if (isStandard(call.name))
    return isRunByStandard(call, argument) ? Handover::Runs : Handover::Stores;
  if (call.inStaticInitializer) // `static registration test(make(&run))`: for later
    return Handover::Stores;
  if (isConstructorName(call.name) || lastComponent(call.name) == "operator=" ||
      isStoringName(call.name) || isKeepingName(call.name) || convertsToOwner(call, argument))
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
