// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// map(): one task for each element of a range, not more than so many at once.
#pragma once

#include <coax/gather.hpp>
#include <coax/group.hpp>
#include <cstddef>
#include <iterator>
#include <optional>
#include <vector>

namespace coax {

namespace detail {

/// What the workers of one map() share. `results` stays empty for void tasks.
template <class Iterator, class End, class F, class T> struct map_state {
  Iterator next;
  End end;
  F &fn;
  std::size_t free_workers; ///< that may still be started
  std::size_t taken = 0;    ///< elements
  std::vector<std::optional<T>> results;
};

template <class State> task<void> map_elements(group &workers, State &all);

/// Starts one more worker if there is an element for it.
template <class State> void add_worker(group &workers, State &all) {
  if (all.free_workers == 0 || !(all.next != all.end))
    return;
  --all.free_workers;
  workers.start(map_elements<State>, std::ref(workers), std::ref(all));
}

template <class State> task<void> map_elements(group &workers, State &all) {
  while (all.next != all.end) {
    if (current_strand()->cancel_requested)
      throw cancelled(); // fn may be one that never waits
    auto &&element = *all.next;
    ++all.next;
    const std::size_t place = all.taken++;
    add_worker(workers, all);
    using R = awaited<decltype(all.fn(std::forward<decltype(element)>(element)))>;
    if constexpr (std::is_void_v<R>) {
      co_await all.fn(std::forward<decltype(element)>(element));
    } else {
      all.results.emplace_back();
      R result = co_await all.fn(std::forward<decltype(element)>(element));
      all.results[place].emplace(std::forward<R>(result));
    }
  }
}

[[noreturn]] void throw_map_without_workers();

/// Range is a reference for an lvalue.
template <class T, class Range, class F>
task<std::conditional_t<std::is_void_v<T>, void, std::vector<kept<T>>>>
map_range(Range range, std::size_t limit, F fn) {
  if (limit == 0)
    throw_map_without_workers();
  using state = map_state<decltype(std::begin(range)), decltype(std::end(range)), F, kept<T>>;
  state all{std::begin(range), std::end(range), fn, limit, 0, {}};
  auto start = [&all](group &workers) -> task<void> {
    add_worker(workers, all);
    co_return;
  };
  co_await with_group(start);
  if constexpr (!std::is_void_v<T>) {
    std::vector<kept<T>> results;
    results.reserve(all.results.size());
    for (std::optional<kept<T>> &one : all.results)
      results.push_back(std::move(*one));
    co_return results;
  }
}

} // namespace detail

/// Calls `co_await fn(element)` for the elements of a range, at most `limit` side by side on this
/// loop, in order of the range; yields the vector of results in that order (std::reference_wrapper
/// for references), or nothing when fn's tasks are void. When one fails the others are cancelled,
/// no more are started, and after all have ended the first failure is rethrown. The range is read
/// as workers come free, with ++ before the task of the element before has ended: an iterator must
/// not take away what *it referred to. An lvalue range, also a C array, is referred to, another is
/// moved in; fn is copied or moved. Throws misuse for limit 0.
template <class Range, class F> auto map(Range &&range, std::size_t limit, F &&fn) {
  using T = detail::awaited<decltype(fn(*std::begin(range)))>;
  return detail::map_range<T, Range, std::decay_t<F>>(std::forward<Range>(range), limit,
                                                      std::forward<F>(fn));
}

} // namespace coax
