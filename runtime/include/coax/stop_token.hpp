// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Between std::stop_token and the cancellation of tasks, in both directions.
#pragma once

#include <coax/event.hpp>
#include <coax/offload.hpp>
#include <coax/race.hpp>
#include <stop_token>

namespace coax {

namespace detail {

template <class T> task<T> cancelled_by(std::stop_token token, owned_arm<T> work) {
  event requested;
  auto request = [&requested] { requested.set(); };
  const std::stop_callback watch(std::move(token), request);
  const owned_arm<void> watcher = make_arm(requested.wait());
  arm_base *const all[] = {work.get(), watcher.get()};
  race_wait wait(all, 2);
  co_await wait;
  co_return work->take();
}

/// Runs the one arm; requests a stop before it cancels it.
class stop_wait final : public arms_wait {
public:
  stop_wait(arm_base *const *arm, std::stop_source &source) noexcept
      : arms_wait(arm, 1), source_(source) {}

private:
  void cancel() noexcept override {
    source_.request_stop();
    cancel_arms();
  }
  std::stop_source &source_;
};

template <class F>
auto call_with_token(F fn) -> task<awaited<std::invoke_result_t<F &, std::stop_token>>> {
  std::stop_source source;
  auto work = make_arm(fn(source.get_token()));
  arm_base *const all[] = {work.get()};
  stop_wait wait(all, source);
  co_await wait;
  co_return work->take();
}

template <class F> class stoppable_offload final : public offloaded<F> {
public:
  stoppable_offload(F &fn, std::stop_source &source) noexcept
      : offloaded<F>(fn, lane_kind::general), source_(source) {}

private:
  void cancelled_while_running() noexcept override { source_.request_stop(); }
  std::stop_source &source_;
};

template <class F> task<std::invoke_result_t<F &, std::stop_token>> offload_with_token(F fn) {
  std::stop_source source;
  auto call = [&fn, &source] { return fn(source.get_token()); };
  stoppable_offload work(call, source);
  co_await work;
  co_return work.take();
}

} // namespace detail

/// Awaits the task and cancels it when a stop is requested, by any thread. Yields its value; when
/// the task ends with coax::cancelled, that is thrown. A token that is stopped already lets the
/// task run up to its first wait.
template <class T> task<T> cancel_when(std::stop_token token, task<T> &&work) {
  return detail::cancelled_by<T>(std::move(token), detail::make_arm(std::move(work)));
}

/// Awaits fn(token), whose token is stopped when the awaiting task is cancelled: for code that
/// takes a std::stop_token. Callbacks of the token run on the loop thread. fn is copied or moved.
template <class F>
requires detail::is_task < std::invoke_result_t < std::decay_t<F>
&, std::stop_token >> auto with_stop_token(F &&fn) {
  return detail::call_with_token<std::decay_t<F>>(std::forward<F>(fn));
}

/// offload() of fn(token): cancelling the task while fn runs stops the token, so that fn can end
/// early. The await lasts until fn has returned and yields its result.
template <class F>
requires std::is_invocable_v < std::decay_t<F>
&, std::stop_token > auto offload(F &&fn) {
  return detail::offload_with_token<std::decay_t<F>>(std::forward<F>(fn));
}

} // namespace coax
