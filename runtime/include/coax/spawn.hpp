// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// spawn() starts a task beside the current one, as std::thread starts a thread; handle<R> is what
// std::thread is to the thread.
#pragma once

#include <atomic>
#include <coax/detail/invoke.hpp>
#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>

namespace coax {

template <class R> class handle;

namespace detail {

class mailbox;

/// A spawned task, shared by the loop and the handle; destroyed by the last of them.
class spawned : public strand {
public:
  virtual ~spawned();
  static void *operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void *at, std::size_t bytes) noexcept { free_frame(at, bytes); }

  virtual std::exception_ptr error() const noexcept = 0;

  void launch(task<void> body);
  void release() noexcept;
  void detach() noexcept;
  /// Ends the task where it waits: its frames are destroyed, nothing is thrown. Loop thread.
  void destroy_frames() noexcept;
  void cancel_from_any_thread() noexcept;
  bool ended() const noexcept { return ended_.load(std::memory_order_acquire); }

private:
  friend class join_wait;
  static void finish(strand *self);
  void end() noexcept;
  void terminate_if_failed() const noexcept;

  static void cancel_requested_from_outside(job *request);

  std::coroutine_handle<promise<void>> body_;
  mailbox *home_box_ = nullptr;
  std::atomic<unsigned> references_{2};
  std::atomic<strand *> joiner_{nullptr};
  std::atomic<bool> ended_{false};
  std::atomic<bool> detached_{false};
};

template <class R> class spawned_with_result : public spawned {
public:
  std::exception_ptr error() const noexcept override { return outcome.error(); }
  result<R> outcome;
};

/// Waits until the task has ended. One joiner a task.
class join_wait : public leaf<join_wait> {
public:
  explicit join_wait(spawned &target) noexcept : target_(target) {}
  ~join_wait() { drop(); }
  bool arm() noexcept;
  void disarm() noexcept;

private:
  void cancel() noexcept override;
  const char *what() const noexcept override;
  spawned &target_;
};

/// Runs an ordinary function at once.
template <class R, class F, class... Args> void call_plain(result<R> &outcome, F &&fn, Args &&...args) {
  if constexpr (std::is_void_v<R>)
    detail::invoke(std::forward<F>(fn), std::forward<Args>(args)...);
  else
    outcome.set_value(detail::invoke(std::forward<F>(fn), std::forward<Args>(args)...));
}

/// The first frame of a spawned task: holds the copied callable and arguments. The call is written
/// here, not in a function that it calls, because what the conversion of an argument creates must
/// live as long as the task that may refer to it.
template <class R, class F, class... Args>
task<void> call_copied(result<R> &outcome, F fn, Args... args) {
  try {
    if constexpr (!is_task<std::invoke_result_t<F, Args...>>)
      call_plain(outcome, std::move(fn), std::move(args)...);
    else
      co_await settle(std::move(fn)(std::move(args)...), outcome);
  } catch (...) {
    outcome.set_error(std::current_exception());
  }
  co_return;
}

/// The same for a pointer to member and the object, pointer or reference_wrapper it applies to.
template <class R, class Class, class Member, class Object, class... Args>
task<void> call_member(result<R> &outcome, Member Class::*member, Object object, Args... args) {
  try {
    if constexpr (!is_task<std::invoke_result_t<Member Class::*, Object, Args...>>)
      call_plain(outcome, member, std::move(object), std::move(args)...);
    else
      co_await settle((member_target<Class>(std::move(object)).*member)(std::move(args)...),
                      outcome);
  } catch (...) {
    outcome.set_error(std::current_exception());
  }
  co_return;
}

template <class R> handle<R> handle_of(spawned_with_result<R> *state) noexcept;

} // namespace detail

/// A spawned task that returns R. Movable. Like a joinable std::thread it may not be dropped while
/// the task is unfinished: that ends the program with a message, unless the loop is shutting down or
/// the dropping task is itself being cancelled (then the spawned one is cancelled too). Say
/// detach(), or `co_await h.join()`.
template <class R> class [[nodiscard("join or detach it")]] handle {
public:
  handle() noexcept = default;
  handle(handle &&other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  /// A handle<void> may stand for any task; its result is dropped, as a thread's is.
  template <class Q>
    requires std::is_void_v<R>
  handle(handle<Q> &&other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  handle &operator=(handle &&other) noexcept {
    if (this != &other) {
      drop();
      state_ = std::exchange(other.state_, nullptr);
    }
    return *this;
  }
  ~handle() { drop(); }

  /// Whether there is a task to join or detach.
  bool joinable() const noexcept { return state_ != nullptr; }

  /// Waits for the end of the task and yields its value or rethrows its exception. Empties the
  /// handle. Cancelling the waiting task leaves the joined one running.
  task<R> join() {
    state &ended = checked("join");
    detail::join_wait wait(ended);
    co_await wait;
    const holder keep{std::exchange(state_, nullptr)};
    if (ended.error()) {
      detail::end_with failure(ended.error());
      co_await failure;
    }
    if constexpr (!std::is_void_v<R>)
      co_return ended.outcome.take();
  }

  /// Lets the task run on alone. An exception that leaves it ends the program, as it would in a
  /// detached thread.
  void detach() {
    checked("detach").detach();
    state_ = nullptr;
  }

  /// Requests cancellation: the await the task rests in, or its next one, throws coax::cancelled.
  /// Any thread.
  void cancel() { checked("cancel").cancel_from_any_thread(); }

  /// Whether the task has ended; join() will then not wait.
  bool done() const noexcept { return state_ && state_->ended(); }

  /// A number that no other task of the process has had; 0 for an empty handle.
  std::uint64_t id() const noexcept { return state_ ? state_->id : 0; }

private:
  template <class> friend class handle;
  friend handle<R> detail::handle_of<R>(detail::spawned_with_result<R> * state) noexcept;
  using state =
      std::conditional_t<std::is_void_v<R>, detail::spawned, detail::spawned_with_result<R>>;
  struct holder {
    state *held;
    ~holder() { held->release(); }
  };

  explicit handle(state *s) noexcept : state_(s) {}
  state &checked(const char *what) const;
  void drop() noexcept;

  state *state_ = nullptr;
};

namespace detail {
[[noreturn]] void throw_empty_handle(const char *what);
/// Applies the rule for a dropped handle, then releases.
void drop_handle(spawned &state) noexcept;
} // namespace detail

template <class R> typename handle<R>::state &handle<R>::checked(const char *what) const {
  if (!state_)
    detail::throw_empty_handle(what);
  return *state_;
}

template <class R> void handle<R>::drop() noexcept {
  if (state_)
    detail::drop_handle(*std::exchange(state_, nullptr));
}

namespace detail {

template <class R> handle<R> handle_of(spawned_with_result<R> *state) noexcept {
  return handle<R>(state);
}

/// Queues fn(args...) as a task of its own, with the rules of spawn().
template <class F, class... Args> auto *launch(site from, F &&fn, Args &&...args) {
  using R = awaited<std::invoke_result_t<std::decay_t<F>, std::decay_t<Args>...>>;
  require_loop("spawn");
  auto *state = new spawned_with_result<R>;
  state->spawned_at = from;
  if constexpr (std::is_member_pointer_v<std::decay_t<F>>)
    state->launch(call_member(state->outcome, fn, std::decay_t<Args>(std::forward<Args>(args))...));
  else
    state->launch(call_copied<R, std::decay_t<F>, std::decay_t<Args>...>(
        state->outcome, std::forward<F>(fn), std::forward<Args>(args)...));
  return state;
}

} // namespace detail

/// Starts fn(args...) as a task of its own on this thread's loop; it first runs after the current
/// task waits. Callable and arguments are copied or moved (std::ref to pass a reference), as by
/// std::thread; fn may be a pointer to member, and may be an ordinary function.
/// Throws misuse on a thread without a loop.
///
/// The task remembers where it was spawned. One function for each number of arguments, because the
/// defaulted parameter that notes the place cannot follow a pack.
template <class F> auto spawn(F &&fn, detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(detail::launch(from.at, std::forward<F>(fn)));
}
template <class F, class A>
auto spawn(F &&fn, A &&a, detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(detail::launch(from.at, std::forward<F>(fn), std::forward<A>(a)));
}
template <class F, class A, class B>
auto spawn(F &&fn, A &&a, B &&b, detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(
      detail::launch(from.at, std::forward<F>(fn), std::forward<A>(a), std::forward<B>(b)));
}
template <class F, class A, class B, class C>
auto spawn(F &&fn, A &&a, B &&b, C &&c, detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(detail::launch(from.at, std::forward<F>(fn), std::forward<A>(a),
                                          std::forward<B>(b), std::forward<C>(c)));
}
template <class F, class A, class B, class C, class D>
auto spawn(F &&fn, A &&a, B &&b, C &&c, D &&d, detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(detail::launch(from.at, std::forward<F>(fn), std::forward<A>(a),
                                          std::forward<B>(b), std::forward<C>(c),
                                          std::forward<D>(d)));
}
template <class F, class A, class B, class C, class D, class E>
auto spawn(F &&fn, A &&a, B &&b, C &&c, D &&d, E &&e,
           detail::call_site from = {detail::site::current()}) {
  return detail::handle_of(detail::launch(from.at, std::forward<F>(fn), std::forward<A>(a),
                                          std::forward<B>(b), std::forward<C>(c),
                                          std::forward<D>(d), std::forward<E>(e)));
}
/// With six arguments and more the place is that of the spawner's last await.
template <class F, class... Args>
requires(sizeof...(Args) > 5) auto spawn(F &&fn, Args &&...args) {
  return detail::handle_of(
      detail::launch(detail::last_await(), std::forward<F>(fn), std::forward<Args>(args)...));
}

} // namespace coax
