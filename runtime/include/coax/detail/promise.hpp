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

template <class T> struct promise;
template <class T, bool Tail> class child_awaiter;
template <bool Tail> struct final_awaiter;

/// Frames come from per-thread free lists by size class. Any thread may free.
void *allocate_frame(std::size_t bytes);
void free_frame(void *frame, std::size_t bytes) noexcept;
[[noreturn]] void throw_awaited_twice(site second);

/// Base of awaitables that suspend the strand itself and may therefore be awaited in any task.
struct awaitable {};

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
  site awaiting;                        ///< where this frame last awaited

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
  child_awaiter<T, Tail> await_transform(task<T> &&child, const char *file = __builtin_FILE(),
                                         unsigned line = __builtin_LINE()) noexcept {
    awaiting = {file, line};
    return child_awaiter<T, Tail>(child.frame());
  }

  template <class A>
  awaiter_of<std::remove_reference_t<A>>
  await_transform(A &&other, const char *file = __builtin_FILE(),
                  unsigned line = __builtin_LINE()) noexcept {
    static_assert(std::is_base_of_v<awaitable, std::remove_reference_t<A>>,
                  "only coax awaitables can be awaited in a coax::task; a stored task is awaited "
                  "with co_await std::move(t)");
    awaiting = {file, line};
    return {&other};
  }
};

/// Ends a frame: control goes to the awaiting frame, or back to the loop.
template <bool Tail> struct final_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}

  template <class Promise>
  auto await_suspend(std::coroutine_handle<Promise> frame) const noexcept {
    promise_base &ended = frame.promise();
    strand &owner = *ended.owner;
    owner.top = ended.caller;
    if (!ended.continuation)
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

  template <class Promise> auto await_suspend(std::coroutine_handle<Promise> frame) {
    promise_base &parent = frame.promise();
    promise_base &child = child_.promise();
    if (child.owner)
      throw_awaited_twice(parent.awaiting);
    child.enter(frame, &parent, *parent.owner);
    if constexpr (Tail)
      return std::coroutine_handle<>(child_);
    else
      parent.owner->transfer = child_;
  }

  T await_resume() { return child_.promise().outcome.take(); }

private:
  std::coroutine_handle<promise<T>> child_;
};

template <class T> struct promise : promise_base {
  result<T> outcome;

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

  task<void> get_return_object() noexcept;
  void unhandled_exception() noexcept { outcome.set_error(std::current_exception()); }
  void return_void() const noexcept {}
};

} // namespace coax::detail
