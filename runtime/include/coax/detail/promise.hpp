// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The promise of task<T>, and the two ways control passes between frames: symmetric transfer where
// the compiler guarantees tail calls, a trampoline (strand::transfer) where it does not. A frame of
// one kind may await a frame of the other: the loop serves both. The way is a template argument,
// never an #if inside a function, so translation units built by different compilers can be linked.
#pragma once

#include <coax/detail/result.hpp>
#include <coax/detail/strand.hpp>
#include <coax/error.hpp>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

// g++ turns the resumption of another coroutine into a tail call only at -O2 and without
// sanitizers; clang always does. May differ between translation units.
#ifndef COAX_SYMMETRIC_TRANSFER
#ifdef __clang__
#define COAX_SYMMETRIC_TRANSFER 1
#else
#define COAX_SYMMETRIC_TRANSFER 0
#endif
#endif

namespace coax {
template <class T> class task;
}

namespace coax::detail {

constexpr bool tail_calls = COAX_SYMMETRIC_TRANSFER;

/// Whether every suspension is checked to be on the thread of its loop. May differ between
/// translation units too.
#ifdef NDEBUG
constexpr bool checks_threads = false;
#else
constexpr bool checks_threads = true;
#endif

template <class T> struct promise;
template <class T, bool Tail> class child_awaiter;
template <bool Tail> struct final_awaiter;
template <class T, bool Tail> class settle_awaiter;

/// Frames come from per-thread free lists by size class. Any thread may free.
void *allocate_frame(std::size_t bytes);
void free_frame(void *frame, std::size_t bytes) noexcept;
/// Ends the program, with a message, if the frame belongs to a loop but is not run by it: nothing
/// can be saved once two threads are in one coroutine.
void check_run_by_loop(const promise_base &frame) noexcept;
/// Ends the program: a frame that was started by hand has come to its end or to an await.
[[noreturn]] void terminate_not_started(const promise_base &frame) noexcept;
[[noreturn]] void throw_not_started(const promise_base &frame);
/// Says on standard error that the task was dropped without an await, unless an exception or the
/// end of its loop is the reason.
void report_dropped(const promise_base &task) noexcept;
/// `second` is about to await `task` again.
[[noreturn]] void throw_awaited_twice(const promise_base &task, bool ended,
                                      const promise_base &second);

/// Base of awaitables that suspend the strand itself and may therefore be awaited in any task.
struct awaitable {};

/// `co_await settle(f(), outcome)`: awaits the task and moves what it ended with, value or error,
/// to `outcome`. Throws nothing itself: a rethrow in each of the library's own frames costs a
/// microsecond.
template <class T> struct settling {
  std::coroutine_handle<promise<T>> child;
  result<T> *into;
};

/// Stands for an awaitable that stays where it is: g++ 12 copies what await_transform() refers to.
template <class A> struct awaiter_of {
  A *target;
  bool await_ready() const noexcept { return target->await_ready(); }
  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) const {
    return target->await_suspend(frame);
  }
  decltype(auto) await_resume() const { return target->await_resume(); }
};

struct promise_base {
  std::coroutine_handle<> continuation; ///< the frame that awaits this one; null for the first
  promise_base *caller = nullptr;       ///< the promise of that frame
  strand *owner = nullptr;              ///< null until started
  /// Where it last awaited; before that, its function; once ended, where it was awaited.
  site awaiting;

  explicit promise_base(site function) noexcept : awaiting(function) {}

  static void *operator new(std::size_t bytes) { return allocate_frame(bytes); }
  static void operator delete(void *frame, std::size_t bytes) noexcept { free_frame(frame, bytes); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  template <bool Tail = tail_calls> final_awaiter<Tail> final_suspend() const noexcept {
    return {};
  }

  void enter(std::coroutine_handle<> by, promise_base *from, strand &in) noexcept {
    continuation = by;
    caller = from;
    owner = &in;
    in.top = this;
  }

  template <class T, bool Tail = tail_calls>
  child_awaiter<T, Tail> await_transform(task<T> &&child, site at = site::current()) noexcept {
    awaiting = at;
    return child_awaiter<T, Tail>(child.frame());
  }

  template <class T, bool Tail = tail_calls>
  settle_awaiter<T, Tail> await_transform(settling<T> call, site at = site::current()) noexcept {
    awaiting = at;
    return settle_awaiter<T, Tail>(call);
  }

  template <class A>
  awaiter_of<std::remove_reference_t<A>> await_transform(A &&other,
                                                         site at = site::current()) noexcept {
    static_assert(std::is_base_of_v<awaitable, std::remove_reference_t<A>>,
                  "only coax awaitables can be awaited in a coax::task; a stored task is awaited "
                  "with co_await std::move(t)");
    awaiting = at;
    return {&other};
  }
};

inline site last_await() noexcept {
  const strand *s = current_strand();
  return s && s->top ? s->top->awaiting : site();
}

/// Ends a frame: control goes to the awaiting frame, or back to the loop.
template <bool Tail> struct final_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}

  template <class Promise, bool Checked = checks_threads>
  auto await_suspend(std::coroutine_handle<Promise> frame) const noexcept {
    promise_base &ended = frame.promise();
    if constexpr (Checked)
      check_run_by_loop(ended);
    if (!ended.owner) [[unlikely]]
      terminate_not_started(ended);
    strand &owner = *ended.owner;
    owner.top = ended.caller;
    if (ended.caller)
      ended.awaiting = ended.caller->awaiting;
    else
      owner.finished = true;
    if constexpr (Tail)
      return ended.continuation ? ended.continuation
                                : std::coroutine_handle<>(std::noop_coroutine());
    else
      owner.transfer = ended.continuation;
  }
};

/// Starts the frame of a task and yields what it ends with. Refers to the task's frame only.
template <class T, bool Tail> class child_awaiter {
public:
  explicit child_awaiter(std::coroutine_handle<promise<T>> child) noexcept : child_(child) {}

  bool await_ready() const noexcept { return false; }

  template <class Promise, bool Checked = checks_threads>
  auto await_suspend(std::coroutine_handle<Promise> frame) {
    promise_base &parent = frame.promise();
    promise_base &child = child_.promise();
    if constexpr (Checked)
      check_run_by_loop(parent);
    if (!parent.owner) [[unlikely]]
      throw_not_started(parent);
    if (child.owner)
      throw_awaited_twice(child, child_.done() || child_.promise().outcome.failed(), parent);
    child.enter(frame, &parent, *parent.owner);
    if constexpr (Tail)
      return std::coroutine_handle<>(child_);
    else
      parent.owner->transfer = child_;
  }

  T await_resume() { return child_.promise().outcome.take(); }

protected:
  std::coroutine_handle<promise<T>> child_;
};

template <class T, bool Tail> class settle_awaiter : public child_awaiter<T, Tail> {
public:
  explicit settle_awaiter(settling<T> call) noexcept
      : child_awaiter<T, Tail>(call.child), into_(call.into) {}
  void await_resume() { into_->take_over(this->child_.promise().outcome); }

private:
  result<T> *into_;
};

/// Ends the coroutine that awaits it as if that had thrown, without the throw. Its locals live
/// until its frame is destroyed. To be a local, as g++ 12 destroys temporaries of this kind twice.
class end_with : public awaitable {
public:
  explicit end_with(std::exception_ptr error) noexcept : error_(std::move(error)) {}
  bool await_ready() const noexcept { return false; }
  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) noexcept {
    frame.promise().outcome.set_error(std::move(error_));
    final_awaiter<false>().await_suspend(frame); // the loop serves both ways
    return true;
  }
  void await_resume() const noexcept {}

private:
  std::exception_ptr error_;
};

/// The place that a promise notes is that of the coroutine: defaulted, as the compiler calls it.
template <class T> struct promise : promise_base {
  result<T> outcome;

  promise(call_site function = {site::current()}) noexcept : promise_base(function.at) {}

  task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept { outcome.set_error(std::current_exception()); }
  template <class U = T>
    requires std::is_convertible_v<U, T>
  void return_value(U &&value) {
    outcome.set_value(std::forward<U>(value));
  }
};

template <> struct promise<void> : promise_base {
  result<void> outcome;

  promise(call_site function = {site::current()}) noexcept : promise_base(function.at) {}

  task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept { outcome.set_error(std::current_exception()); }
  void return_void() const noexcept {}
};

} // namespace coax::detail
