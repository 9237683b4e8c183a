// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::call_once for tasks.
#pragma once

#include <atomic>
#include <coax/detail/invoke.hpp>
#include <coax/mutex.hpp>

namespace coax {

class once_flag;
template <class F, class... Args> task<void> call_once(once_flag &flag, F &&fn, Args &&...args);

/// Whether the calls that share it have been made. For tasks of one loop or of several.
class once_flag {
public:
  once_flag() = default;

private:
  template <class F, class... Args>
  friend task<void> call_once(once_flag &flag, F &&fn, Args &&...args);

  mutex calling_;
  std::atomic<bool> called_{false};
};

/// Calls fn(args...), and awaits it if it is a task, unless another call with this flag has
/// returned; waits for one that is under way. A call that ends with an exception, also
/// coax::cancelled, does not count: the next in line makes its own. fn and args are referred to
/// until the await returns. A call with the same flag from inside fn never ends, as with the
/// original.
template <class F, class... Args> task<void> call_once(once_flag &flag, F &&fn, Args &&...args) {
  if (flag.called_.load(std::memory_order_acquire)) {
    detail::step_wait step;
    co_await step;
    co_return;
  }
  const unique_lock lock = co_await flag.calling_.scoped_lock();
  if (flag.called_.load(std::memory_order_relaxed))
    co_return;
  if constexpr (detail::is_task<std::invoke_result_t<F, Args...>>)
    co_await detail::invoke(std::forward<F>(fn), std::forward<Args>(args)...);
  else
    detail::invoke(std::forward<F>(fn), std::forward<Args>(args)...);
  flag.called_.store(true, std::memory_order_release);
}

} // namespace coax
