// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A limit on how many functions of offload() run side by side.
#pragma once

#include <coax/offload.hpp>
#include <coax/semaphore.hpp>
#include <cstddef>

namespace coax {

/// Lets at most `limit` of its functions run at once, in the order of arrival: no more than a
/// database has connections, or, with 1, one after the other on an object (a FILE, a stream) that
/// several tasks use. Tasks of any loop may use it; it has no threads of its own.
class lane {
public:
  explicit lane(std::ptrdiff_t limit) noexcept : free_(limit) {}

private:
  template <class F> friend task<std::invoke_result_t<F &>> offload_in(lane &through, F fn);
  semaphore free_;
};

template <class F> task<std::invoke_result_t<F &>> offload_in(lane &through, F fn) {
  co_await through.free_.acquire();
  struct place {
    semaphore &of;
    ~place() { of.release(); }
  };
  const place taken{through.free_};
  detail::offloaded<F> work(fn, detail::lane_kind::general);
  co_await work;
  co_return work.take();
}

/// offload(fn) when the lane has room. A task that is cancelled while it waits for that does not
/// call fn. The lane must outlive the await.
template <class F> auto offload(lane &through, F &&fn) {
  return offload_in<std::decay_t<F>>(through, std::forward<F>(fn));
}
template <class F, class... Args>
requires(sizeof...(Args) > 0 &&
         std::is_invocable_v<std::decay_t<F>, std::decay_t<Args>...>) auto offload(lane &through,
                                                                                   F &&fn,
                                                                                   Args &&...args) {
  return offload(through, detail::bind_call(std::forward<F>(fn), std::forward<Args>(args)...));
}

} // namespace coax
