// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// spawn() starts a task beside the current one, as std::thread starts a thread; handle<R> is what
// std::thread is to the thread.
#pragma once

#include <atomic>
#include <coax/detail/call.hpp>
#include <coax/detail/leaf.hpp>
#include <coax/task.hpp>
#include <string>

namespace coax {

template <class R> class handle;
class loop;

namespace detail {

/// A spawned task, shared by the loop and the handle; destroyed by the last of them.
class spawned : public strand {
public:
  virtual ~spawned();
  static void *operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void *at, std::size_t bytes) noexcept { free_frame(at, bytes); }

  /// What it ended with, if that is an exception. Once it has ended.
  virtual std::exception_ptr error() const noexcept = 0;
  /// Makes it end with an exception. Once it is collected.
  virtual void fail(std::exception_ptr error) noexcept = 0;

  void launch(const void *from);
  /// Has another loop start it. Any thread. Throws misuse, and is then as before, when that loop
  /// has ended.
  void launch_on(const coax::loop &where, const void *from);
  void release() noexcept;
  /// release(), or the end of one that was never launched.
  void drop() noexcept;
  void detach() noexcept;
  /// Ends the task where it waits: its frames are destroyed, nothing is thrown. Loop thread.
  void abandon() noexcept;
  void cancel_from_any_thread() noexcept;
  bool ended() const noexcept { return is_mark(joiner_.load(std::memory_order_acquire)); }

  /// False while a join is under way.
  bool begin_join() noexcept;
  /// It was given up.
  void end_join() noexcept;
  /// Has `waits` woken at the end; false when that has come.
  bool set_joiner(strand &waits) noexcept;
  /// Takes that back; false when the wake has come or is on its way.
  bool drop_joiner(strand &waits) noexcept;
  /// After the end: waits for the thread that is just waking the joiner. Until it is done it uses
  /// what the joiner may destroy.
  void await_wake() const noexcept;
  /// Who waits; null: nobody, or it has ended.
  strand *joiner() const noexcept;

private:
  class cancel_letter;
  // In joiner_ once the task has ended: while the joiner is being woken, and after that.
  static strand *waking_mark() noexcept { return reinterpret_cast<strand *>(std::uintptr_t{1}); }
  static strand *ended_mark() noexcept { return reinterpret_cast<strand *>(std::uintptr_t{2}); }
  static bool is_mark(const strand *s) noexcept {
    const auto bits = reinterpret_cast<std::uintptr_t>(s);
    return bits == 1 || bits == 2;
  }

  void discard() noexcept final;
  void finish() noexcept final;
  void wake_joiner() noexcept;
  void terminate_if_failed() const noexcept;

  std::atomic<strand *> joiner_{nullptr};
};

template <class R> class spawned_with_result : public spawned {
public:
  /// Once it has ended.
  virtual result<R> &outcome() noexcept = 0;
};

/// First the callable and its arguments, then, once `collected`, what it ended with.
template <class Base, class Call> class calling : public Base {
public:
  using value_type = typename Call::value_type;

  template <class... Parts>
  explicit calling(Parts &&...parts) : call_(std::forward<Parts>(parts)...) {}
  ~calling() {
    if (this->collected)
      std::destroy_at(std::addressof(outcome_));
    else
      std::destroy_at(std::addressof(call_));
  }

protected:
  void collect() noexcept final {
    if (this->collected) // by begin()
      return;
    result<value_type> got;
    if (this->finished)
      take_from(*static_cast<promise<value_type> *>(this->first_frame()), got);
    this->destroy_frames();
    end_call(got);
  }

  union {
    Call call_;
    result<value_type> outcome_;
  };

private:
  promise_base *begin() noexcept final {
    result<value_type> got;
    try {
      if constexpr (Call::makes_task)
        return call_.make_frame();
      else
        call_.call(got);
    } catch (...) {
      got.set_error(std::current_exception());
    }
    end_call(got);
    return nullptr;
  }

  void end_call(result<value_type> &got) noexcept {
    std::destroy_at(std::addressof(call_));
    ::new (static_cast<void *>(std::addressof(outcome_))) result<value_type>();
    this->collected = true;
    take_from(got, outcome_);
  }

  static void take_from(promise<value_type> &ended, result<value_type> &to) noexcept {
    try {
      ended.give_to(to);
    } catch (...) {
      to.set_error(std::current_exception());
    }
  }
  static void take_from(result<value_type> &ended, result<value_type> &to) noexcept {
    try {
      to.take_over(ended);
    } catch (...) {
      to.set_error(std::current_exception());
    }
  }
};

template <class Call>
class spawned_call final : public calling<spawned_with_result<typename Call::value_type>, Call> {
public:
  using spawned_call::calling::calling;
  std::exception_ptr error() const noexcept override { return this->outcome_.error(); }
  void fail(std::exception_ptr error) noexcept override {
    this->outcome_.set_error(std::move(error));
  }
  result<typename Call::value_type> &outcome() noexcept override { return this->outcome_; }
};

/// `second` is about to wait for a task that `first` waits for; null: it is just being woken.
[[noreturn]] void throw_joined_twice(const strand *first, const strand &second);

/// Waits until the task has ended. One joiner a task: the await of a second one throws misuse.
class join_wait : public leaf<join_wait> {
public:
  explicit join_wait(spawned &target) noexcept : target_(target) {}
  ~join_wait() { drop(); }
  bool arm();
  void disarm() noexcept;
  void await_resume() const;

private:
  void cancel() noexcept override;
  const char *what() const noexcept override;
  spawned &target_;
};

template <class R> handle<R> handle_of(spawned_with_result<R> *state) noexcept;

} // namespace detail

/// A spawned task that returns R. Movable. Like a joinable std::thread it may not be dropped while
/// the task is unfinished: that ends the program with a message, unless the loop is shutting down
/// or the dropping task is itself being cancelled (then the spawned one is cancelled too). Say
/// detach(), or `co_await h.join()`.
template <class R> class [[nodiscard("join or detach it")]] handle {
public:
  handle() noexcept = default;
  handle(handle && other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
  /// A handle<void> may stand for any task; its result is dropped, as a thread's is.
  template <class Q>
  requires std::is_void_v<R> handle(handle<Q> && other)
  noexcept : state_(std::exchange(other.state_, nullptr)) {}
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
  /// handle. Cancelling the waiting task leaves the joined one running, to be joined again. Throws
  /// misuse while another join of the same handle waits.
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
      co_return ended.outcome().take();
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

  /// What name_task() has called it; empty: nothing. On the loop of the task, or once it has ended.
  std::string name() const {
    const char *given = state_ ? state_->name() : nullptr;
    return given ? given : "";
  }

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

  explicit handle(state * s) noexcept : state_(s) {}
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
  using call = bound_call_of<F, Args...>;
  require_loop("spawn");
  spawned_with_result<typename call::value_type> *state =
      new spawned_call<call>(std::forward<F>(fn), std::forward<Args>(args)...);
  state->launch(address_of(from));
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
