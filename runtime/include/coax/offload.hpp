// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// offload(): blocking work on a thread of the pool while the loop goes on.
#pragma once

#include <atomic>
#include <coax/detail/invoke.hpp>
#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>
#include <cstdint>

namespace coax {

namespace detail {

class mailbox;

/// Which group of pool threads runs a job: they do not take each other's threads. Those that start
/// processes stay for good: a child may have asked for a signal when the thread that started it
/// ends (PR_SET_PDEATHSIG).
enum class lane_kind : unsigned char { general, file, dns, process };

/// What pool threads run.
class lane_job {
public:
  /// Pool thread.
  virtual void run_and_post() noexcept = 0;

  lane_job *next_queued = nullptr;
  std::int64_t submitted_at = 0; ///< CLOCK_MONOTONIC, ns

protected:
  ~lane_job() = default;
};

/// A function on its way to a pool thread and back. errno and the signal mask go there and come
/// back.
class offload_wait : public leaf<offload_wait>, public lane_job {
public:
  explicit offload_wait(lane_kind lane = lane_kind::general) noexcept : lane_(lane) {}
  bool arm();
  void disarm() noexcept;
  void await_resume();
  void run_and_post() noexcept final;

protected:
  ~offload_wait() { drop(); }

private:
  virtual void execute() noexcept = 0;
  /// Cancelled when a thread already runs the function.
  virtual void cancelled_while_running() noexcept {}
  void cancel() noexcept override;
  const char *what() const noexcept override { return "thread"; }
  void count_in_flight(int change) const noexcept;

  mailbox *reply_ = nullptr;
  std::uint64_t signal_mask_ = 0;
  unsigned process_ = 0; ///< in which it was submitted: see forks_behind()
  int error_number_ = 0;
  lane_kind lane_;
  bool submitted_ = false;
  bool mask_changed_ = false;
};

template <class F> class offloaded : public offload_wait {
public:
  using value_type = std::invoke_result_t<F &>;
  offloaded(F &fn, lane_kind lane) noexcept : offload_wait(lane), fn_(fn) {}
  value_type take() {
    (void)executed_.load(std::memory_order_acquire);
    return outcome_.take();
  }

private:
  void execute() noexcept override {
    try {
      if constexpr (std::is_void_v<value_type>)
        fn_();
      else
        outcome_.set_value(fn_());
    } catch (...) {
      outcome_.set_error(std::current_exception());
    }
    executed_.store(true, std::memory_order_release);
  }

  F &fn_;
  result<value_type> outcome_;
  // The hand-over is ordered by the mailbox already; this lets ThreadSanitizer see it in a program
  // that links a runtime built without it.
  std::atomic<bool> executed_{false};
};

template <class F> task<std::invoke_result_t<F &>> offload_on(lane_kind lane, F fn) {
  offloaded<F> work(fn, lane);
  co_await work;
  co_return work.take();
}

template <class F, class... Args> auto bind_call(F &&fn, Args &&...args) {
  return [fn = std::decay_t<F>(std::forward<F>(fn)),
          ... args = std::decay_t<Args>(std::forward<Args>(args))]() mutable -> decltype(auto) {
    return detail::invoke(std::move(fn), std::move(args)...);
  };
}

} // namespace detail

/// Calls fn() on a pool thread and yields its result or rethrows its exception; errno on return is
/// what fn left. fn has the signal mask of the awaiting thread, and what it makes of it comes back;
/// a signal to the process reaches no idle pool thread. fn is copied or moved in. Cancelling takes effect before fn starts or after it
/// returned, never in between. The pool grows while its threads are all blocked, so that jobs which
/// wait for each other make progress (up to 512 threads; COAX_OFFLOAD_THREADS changes that).
template <class F> auto offload(F &&fn) {
  return detail::offload_on<std::decay_t<F>>(detail::lane_kind::general, std::forward<F>(fn));
}

/// offload() of fn(args...), which are copied or moved in as for std::async; std::ref passes a
/// reference, and fn may be a member pointer.
template <class F, class... Args>
requires(sizeof...(Args) > 0 &&
         std::is_invocable_v<std::decay_t<F>, std::decay_t<Args>...>) auto offload(F &&fn,
                                                                                   Args &&...args) {
  return offload(detail::bind_call(std::forward<F>(fn), std::forward<Args>(args)...));
}

} // namespace coax
