// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// race(): several tasks side by side, and the result of the one that ends first.
#pragma once

#include <coax/gather.hpp>
#include <optional>
#include <variant>

namespace coax {

/// The winner of a race between the tasks of a range: its place, and its result (`nothing` for
/// void).
template <class T> struct won {
  std::size_t index;
  T value;
};

namespace detail {

/// Waits until every arm has ended; the first that ends, with a value or not, cancels the others.
class race_wait final : public arms_wait {
public:
  using arms_wait::arms_wait;
  /// The arm that ended first.
  arm_base *winner() const noexcept { return winner_; }

private:
  void ended(arm_base &one) noexcept override;
  arm_base *winner_ = nullptr;
};

/// Takes the result of the winner into the alternative that has its place.
template <class Results, std::size_t I, class T>
void take_if_won(std::optional<Results> &results, const arm_base *winner, arm<T> &one) {
  if (winner == &one)
    results.emplace(std::in_place_index<I>, take_filled(one));
}

template <std::size_t... Is, class... Ts>
task<std::variant<kept<Ts>...>> race_each(std::index_sequence<Is...>, owned_arm<Ts>... arms) {
  arm_base *const all[] = {arms.get()...};
  race_wait wait(all, sizeof...(Ts));
  co_await wait;
  std::optional<std::variant<kept<Ts>...>> result;
  (take_if_won<std::variant<kept<Ts>...>, Is>(result, wait.winner(), *arms), ...);
  co_return std::move(*result);
}

[[noreturn]] void throw_race_of_nothing();

template <class T> task<won<filled<T>>> race_list(std::vector<owned_arm<T>> arms) {
  const std::vector<arm_base *> all = pointers_to(arms);
  if (all.empty())
    throw_race_of_nothing();
  race_wait wait(all.data(), all.size());
  co_await wait;
  const std::size_t place = wait.winner()->place;
  won<filled<T>> result{place, take_filled(*arms[place])};
  co_return std::move(result);
}

} // namespace detail

/// Runs the tasks side by side on this loop until the first ends, with a value or an exception. The
/// others are cancelled, and after all have ended the await yields a variant whose index() is the
/// place of the first and which holds its value (`nothing` for void, std::reference_wrapper for a
/// reference), or rethrows its exception. What the others ended with is dropped: a loser may have
/// done its work all the same.
template <class... Ts>
requires(sizeof...(Ts) > 0) auto race(task<Ts> &&...tasks) {
  return detail::race_each(std::index_sequence_for<Ts...>(), detail::make_arm(std::move(tasks))...);
}

/// The same for a range that makes its tasks as it is read; yields a won<T>. The range is read
/// before the first runs. Throws misuse when it is empty.
template <detail::task_range Range> auto race(Range &&range) {
  return detail::race_list(detail::make_arms(range));
}

} // namespace coax
