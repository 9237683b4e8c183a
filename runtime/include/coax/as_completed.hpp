// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// as_completed(): several tasks side by side, and their results in the order in which they come.
#pragma once

#include <coax/gather.hpp>
#include <coax/semaphore.hpp>

namespace coax {

namespace detail {

/// Waits for the arms, of which the last is the consumer of what the others end with.
class completion_wait final : public arms_wait {
public:
  completion_wait(const std::vector<arm_base *> &arms, std::vector<std::size_t> &order,
                  semaphore &completed) noexcept
      : arms_wait(arms.data(), arms.size()), consumer_(arms.size() - 1), order_(order),
        completed_(completed) {}

private:
  void ended(arm_base &one) noexcept override;

  std::size_t consumer_;            ///< its place
  std::vector<std::size_t> &order_; ///< has room for all
  semaphore &completed_;
  bool consumed_ = false;
};

/// Calls each(place) or each(place, value); whether it wants more.
template <class T, class Each> task<bool> deliver(Each &each, std::size_t place, arm<T> &one) {
  if constexpr (std::is_void_v<T>) {
    using R = std::invoke_result_t<Each &, std::size_t>;
    if constexpr (std::is_same_v<R, task<bool>>)
      co_return co_await each(place);
    else if constexpr (is_task<R>)
      co_await each(place);
    else if constexpr (std::is_void_v<R>)
      each(place);
    else
      co_return each(place);
  } else {
    T &&value = one.take();
    using R = std::invoke_result_t<Each &, std::size_t, T>;
    if constexpr (std::is_same_v<R, task<bool>>)
      co_return co_await each(place, std::forward<T>(value));
    else if constexpr (is_task<R>)
      co_await each(place, std::forward<T>(value));
    else if constexpr (std::is_void_v<R>)
      each(place, std::forward<T>(value));
    else
      co_return each(place, std::forward<T>(value));
  }
  co_return true;
}

template <class T, class Each>
task<void> consume(const std::vector<owned_arm<T>> &arms, const std::vector<std::size_t> &order,
                   semaphore &completed, Each &each) {
  for (std::size_t seen = 0; seen < arms.size(); ++seen) {
    co_await completed.acquire();
    const std::size_t place = order[seen];
    const bool more = co_await deliver(each, place, *arms[place]);
    if (!more)
      break;
  }
}

template <class T, class Each>
task<void> deliver_as_completed(std::vector<owned_arm<T>> arms, Each each) {
  std::vector<std::size_t> order;
  order.reserve(arms.size());
  semaphore completed(0);
  const owned_arm<void> consumer = make_arm(consume<T, Each>(arms, order, completed, each));
  std::vector<arm_base *> all = pointers_to(arms);
  all.push_back(consumer.get());
  completion_wait wait(all, order, completed);
  co_await wait;
  if (wait.failure()) {
    end_with failure(wait.failure());
    co_await failure;
  }
}

} // namespace detail

/// Runs the tasks of a range side by side on this loop and calls each(index, value), for void tasks
/// each(index), as they end; `index` is the task's place in the range. `each` may be a coroutine;
/// one call ends before the next begins. If it returns bool or task<bool>, false ends the others by
/// cancellation and drops what they end with. When a task or a call fails the rest are cancelled,
/// and after all have ended the first failure is rethrown. The range is read before the first runs;
/// `each` is copied or moved.
template <detail::task_range Range, class Each> auto as_completed(Range &&range, Each &&each) {
  return detail::deliver_as_completed<
      typename std::remove_cvref_t<decltype(*range.begin())>::value_type, std::decay_t<Each>>(
      detail::make_arms(range), std::forward<Each>(each));
}

} // namespace coax
