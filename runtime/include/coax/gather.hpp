// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// gather(): several tasks side by side, and all their results.
#pragma once

#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <memory>
#include <tuple>
#include <vector>

namespace coax {

/// What a void task contributes to a tuple of results.
struct nothing {};

namespace detail {

class arms_wait;

/// A strand that runs one of several tasks for the frame that waits for all of them.
class arm_base : public strand {
public:
  static void *operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void *at, std::size_t bytes) noexcept { free_frame(at, bytes); }

  strand *parent() const noexcept override;
  virtual std::exception_ptr error() const noexcept = 0;
  virtual promise_base &first() const noexcept = 0;
  arms_wait *group = nullptr;
  std::size_t place = 0; ///< among the arms of the group

protected:
  ~arm_base() = default;
  /// Destroys its frames as the arm's own doing: a handle that goes with them asks whether its
  /// dropper is being cancelled.
  void destroy(std::coroutine_handle<> body) noexcept;

private:
  void finish() noexcept final;
};

template <class T> class arm final : public arm_base {
public:
  explicit arm(task<T> &&work) : body_(work.release()) {}
  ~arm() { destroy(body_); }
  std::exception_ptr error() const noexcept override { return body_.promise().error(); }
  promise_base &first() const noexcept override { return body_.promise(); }
  T take() { return body_.promise().take(); }

private:
  std::coroutine_handle<promise<T>> body_;
};

/// Starts the arms and waits until every one has ended; the first failure cancels the others.
class arms_wait : public leaf<arms_wait> {
public:
  arms_wait(arm_base *const *arms, std::size_t count) noexcept : arms_(arms), count_(count) {}
  bool arm();
  void disarm() noexcept {}
  /// The one that came first; null when all have succeeded.
  const std::exception_ptr &failure() const noexcept { return failure_; }

protected:
  friend arm_base;
  void cancel_arms() noexcept;
  void cancel() noexcept override { cancel_arms(); }
  const char *what() const noexcept override { return "tasks"; }
  /// Keeps the failure that came first, and cancels the other arms.
  void fail(std::exception_ptr failure) noexcept;
  void wake_if_all_ended() noexcept;

private:
  void start(arm_base &one) noexcept;
  /// Called when an arm has been queued, before it runs.
  virtual void started(arm_base &one) noexcept { (void)one; }
  /// Called when an arm has ended; calls wake_if_all_ended() last.
  virtual void ended(arm_base &one) noexcept;

  arm_base *const *arms_;
  std::size_t count_;
  std::size_t running_ = 0;
  std::exception_ptr failure_;
};

template <class T> using filled = std::conditional_t<std::is_void_v<T>, nothing, T>;

template <class T> filled<T> take_filled(arm<T> &one) {
  if constexpr (std::is_void_v<T>)
    return one.take(), nothing();
  else
    return one.take();
}

/// A result where no reference can be: in a vector, a variant.
template <class T> struct kept_result { using type = filled<T>; };
template <class T> struct kept_result<T &> { using type = std::reference_wrapper<T>; };
template <class T> using kept = typename kept_result<T>::type;

template <class T> using owned_arm = std::unique_ptr<arm<T>>;

template <class... Ts> task<std::tuple<filled<Ts>...>> gather_each(owned_arm<Ts>... arms) {
  arm_base *const all[] = {arms.get()...};
  arms_wait wait(all, sizeof...(Ts));
  co_await wait;
  if (wait.failure()) {
    end_with failure(wait.failure());
    co_await failure;
  }
  co_return std::tuple<filled<Ts>...>(take_filled(*arms)...);
}

template <class T> std::vector<arm_base *> pointers_to(const std::vector<owned_arm<T>> &arms) {
  std::vector<arm_base *> all;
  all.reserve(arms.size());
  for (const auto &one : arms)
    all.push_back(one.get());
  return all;
}

template <class T>
task<std::conditional_t<std::is_void_v<T>, void, std::vector<kept<T>>>>
gather_list(std::vector<owned_arm<T>> arms) {
  const std::vector<arm_base *> all = pointers_to(arms);
  arms_wait wait(all.data(), all.size());
  co_await wait;
  if (wait.failure()) {
    end_with failure(wait.failure());
    co_await failure;
  }
  if constexpr (!std::is_void_v<T>) {
    std::vector<kept<T>> results;
    results.reserve(arms.size());
    for (auto &one : arms)
      results.push_back(one->take());
    co_return results;
  }
}

template <class T> owned_arm<T> make_arm(task<T> &&work) {
  return std::make_unique<arm<T>>(std::move(work));
}

/// A range that makes its tasks as it is read, such as a transform view.
template <class Range>
concept task_range = is_task<std::remove_cvref_t<decltype(*std::declval<Range &>().begin())>>;

template <task_range Range> auto make_arms(Range &range) {
  using T = typename std::remove_cvref_t<decltype(*range.begin())>::value_type;
  std::vector<owned_arm<T>> arms;
  for (auto &&work : range)
    arms.push_back(make_arm(std::move(work)));
  return arms;
}

} // namespace detail

/// Runs the tasks side by side on this loop and yields the tuple of their results, `nothing` for a
/// void task. When one fails the others are cancelled, and after all have ended the first failure
/// is rethrown with its own type. Takes over the tasks, so it may be stored before it is awaited.
template <class... Ts> auto gather(task<Ts> &&...tasks) {
  return detail::gather_each<Ts...>(detail::make_arm(std::move(tasks))...);
}

/// The same for a range that makes its tasks as it is read (such as a transform view); yields the
/// vector of results in order (std::reference_wrapper for references), or nothing for void tasks.
/// The range is read before the first runs.
template <detail::task_range Range> auto gather(Range &&range) {
  return detail::gather_list(detail::make_arms(range));
}

} // namespace coax
