// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The promise of task<T>, and the two ways control passes between frames: symmetric transfer where
// the compiler guarantees tail calls, a trampoline (strand::goes_on) where it does not. A frame of
// one kind may await a frame of the other: the loop serves both. The way is a template argument,
// never an #if inside a function, so translation units built by different compilers can be linked.
#pragma once

#include <coax/detail/result.hpp>
#include <coax/detail/strand.hpp>
#include <coax/error.hpp>
#include <concepts>
#include <coroutine>
#include <cstddef>
#include <cstdint>
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
class sleep_task;
} // namespace coax

namespace coax::detail {

constexpr bool tail_calls = COAX_SYMMETRIC_TRANSFER;

/// Whether every suspension is checked to be on the thread of its loop. May differ between
/// translation units too.
#ifdef NDEBUG
constexpr bool checks_threads = false;
#else
constexpr bool checks_threads = true;
#endif

/// clang before 16 copies or moves what get_return_object() returns, which a task cannot be: there
/// it is something that a task is made of. May differ between translation units too.
#if defined(__clang__) && __clang_major__ < 16
constexpr bool elides_tasks = false;
#else
constexpr bool elides_tasks = true;
#endif
template <class T> struct task_source;
template <class T, bool Elided>
using returned_task = std::conditional_t<Elided, task<T>, task_source<T>>;

template <class T> inline constexpr bool is_task = false;
template <class T> struct promise;
template <class T, bool Tail> class child_awaiter;
template <bool Tail> struct final_awaiter;
template <class T, bool Tail> class settle_awaiter;
template <class Sleep> struct sleep_awaiter;

/// g++ makes the size of a frame a multiple of its alignment, clang does not.
#ifdef __clang__
constexpr bool exact_frame_sizes = false;
#else
constexpr bool exact_frame_sizes = true;
#endif
template <bool Exact> constexpr std::size_t slot_size(std::size_t bytes) noexcept {
  return Exact ? bytes : (bytes + 15) / 16 * 16;
}

/// Frames come from per-thread free lists by size. Any thread may free. Aligned to 16 bytes when
/// `bytes` is a multiple of it, else to 8.
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

/// The task, which is `ended` or not, is given to something that starts tasks, at `at` (a site)
/// unless that is null. No place is known of what it was given to but an await.
[[noreturn]] void throw_started_twice(const promise_base &task, bool ended, const void *at);
/// The same of a task whose coroutine something else has taken over.
[[noreturn]] void throw_taken_twice(const void *at);

/// `second` is about to await a sleep again, or after somebody has taken or asked for its frame.
[[noreturn]] void throw_sleep_awaited_twice(const promise_base &second);
/// The same of another task that has no frame.
[[noreturn]] void throw_frameless_awaited_twice(const promise_base &second);

/// A task<T> that waits in the frame of the coroutine that awaits it, until something that takes
/// tasks asks for a frame.
template <class T> struct frameless { std::coroutine_handle<promise<T>> (*make)(frameless &); };

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
  template <class Promise> auto await_suspend(std::coroutine_handle<Promise> frame) const {
    return target->await_suspend(frame);
  }
  decltype(auto) await_resume() const { return target->await_resume(); }
};

struct promise_base {
  promise_base *caller = nullptr; ///< of the frame that awaits this one; null for the first
  /// Null until started. A promise<void> that has failed has instead the address of its exception
  /// here, with the lowest bit set.
  strand *owner = nullptr;
  /// Where it last awaited; before that, its function; once ended, where it was awaited.
  site awaiting;

  explicit promise_base(site function) noexcept : awaiting(function) {}

  // Inlined always: what the size says of the alignment depends on the compiler of the coroutine.
  [[gnu::always_inline]] static void *operator new(std::size_t bytes) {
    return allocate_frame(slot_size<exact_frame_sizes>(bytes));
  }
  [[gnu::always_inline]] static void operator delete(void *frame, std::size_t bytes) noexcept {
    free_frame(frame, slot_size<exact_frame_sizes>(bytes));
  }

  bool failed() const noexcept { return reinterpret_cast<std::uintptr_t>(owner) & 1; }
  void fail(std::exception_ptr error) noexcept;
  const std::exception_ptr &failure() const noexcept;
  void drop_failure() noexcept;

  std::suspend_always initial_suspend() const noexcept { return {}; }
  template <bool Tail = tail_calls> final_awaiter<Tail> final_suspend() const noexcept {
    return {};
  }

  /// The coroutine. Every promise is a promise<T>, of an alignment that keeps it at one place.
  std::coroutine_handle<> frame() noexcept {
    return std::coroutine_handle<promise_base>::from_promise(*this);
  }

  void enter(promise_base *from, strand &in) noexcept {
    caller = from;
    owner = &in;
    in.top = this;
  }

  template <class T, bool Tail = tail_calls>
  child_awaiter<T, Tail> await_transform(task<T> &&child, const void *at = COAX_DETAIL_HERE) {
    awaiting = site_of(at);
    return child_awaiter<T, Tail>(child.frame());
  }

  template <class T, bool Tail = tail_calls>
  settle_awaiter<T, Tail> await_transform(settling<T> call,
                                          const void *at = COAX_DETAIL_HERE) noexcept {
    awaiting = site_of(at);
    return settle_awaiter<T, Tail>(call);
  }

  /// A sleep has no frame of its own (see sleep.hpp).
  template <std::same_as<sleep_task> A>
  typename sleep_awaiter<A>::type await_transform(A &&sleep, const void *at = COAX_DETAIL_HERE) {
    awaiting = site_of(at);
    return typename sleep_awaiter<A>::type(*this, std::forward<A>(sleep));
  }

  template <class A>
  awaiter_of<std::remove_reference_t<A>>
  await_transform(A &&other, const void *at = COAX_DETAIL_HERE) noexcept {
    constexpr bool is_stored_task =
        std::is_lvalue_reference_v<A> && is_task<std::remove_cvref_t<A>>;
    static_assert(std::is_base_of_v<awaitable, std::remove_reference_t<A>> && !is_stored_task,
                  "only coax awaitables can be awaited in a coax::task; a stored task is awaited "
                  "with co_await std::move(t)");
    awaiting = site_of(at);
    return {&other};
  }
};

/// The strand that a frame which is about to end belongs to; ends the program if that has not been
/// started by a loop.
inline strand &owner_of_ending(const promise_base &ended) noexcept {
  if (!ended.owner) [[unlikely]]
    terminate_not_started(ended);
  return ended.failed() ? *current_strand() : *ended.owner;
}

/// Whether its task runs and is not being cancelled, so that it may have what is there at once.
inline bool may_go_on(const promise_base &frame) noexcept {
  return frame.owner && !frame.owner->cancel_requested;
}

/// Puts the strand at the end of the ready queue.
void end_turn(strand &of) noexcept;

/// Counts an await that needed no wait. True when the strand is to let others run first, which
/// awaits that are always ready would starve: it is at the end of the ready queue then.
inline bool ends_turn(strand &by) noexcept {
  if (--by.at->steps > 0) [[likely]]
    return false;
  end_turn(by);
  return true;
}

inline site last_await() noexcept {
  const strand *s = current_strand();
  return s && s->top ? s->top->awaiting : site();
}

/// Passes control to `next`, the innermost frame of the strand, or (null) back to the loop: what
/// await_suspend() is to return.
template <bool Tail> auto go_on(strand &owner, promise_base *next) noexcept {
  if constexpr (Tail)
    return next ? next->frame() : std::coroutine_handle<>(std::noop_coroutine());
  else
    owner.goes_on = next != nullptr;
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
    strand &owner = owner_of_ending(ended);
    if (!ended.caller) {
      owner.finished = true;
      return go_on<Tail>(owner, nullptr);
    }
    owner.top = ended.caller;
    ended.awaiting = ended.caller->awaiting;
    return go_on<Tail>(owner, ended.caller);
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
      throw_awaited_twice(child, child_.done() || child_.promise().failed(), parent);
    child.enter(&parent, *parent.owner);
    return go_on<Tail>(*parent.owner, &child);
  }

  T await_resume() { return child_.promise().take(); }

protected:
  std::coroutine_handle<promise<T>> child_;
};

template <class T, bool Tail> class settle_awaiter : public child_awaiter<T, Tail> {
public:
  explicit settle_awaiter(settling<T> call) noexcept
      : child_awaiter<T, Tail>(call.child), into_(call.into) {}
  void await_resume() { this->child_.promise().give_to(*into_); }

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
    frame.promise().set_error(std::move(error_));
    final_awaiter<false>().await_suspend(frame); // the loop serves both ways
    return true;
  }
  void await_resume() const noexcept {}

private:
  std::exception_ptr error_;
};

/// The place that a promise notes is that of the coroutine: defaulted, as the compiler calls it.
template <class T> struct promise : promise_base {
  promise(call_site function = {site::current()}) noexcept : promise_base(function.at) {}

  template <bool Elided = elides_tasks> returned_task<T, Elided> get_return_object() noexcept;
  void unhandled_exception() noexcept { set_error(std::current_exception()); }
  template <class U = T>
  requires std::is_convertible_v<U, T>
  void return_value(U &&value) { outcome_.set_value(std::forward<U>(value)); }

  void set_error(std::exception_ptr error) noexcept { outcome_.set_error(std::move(error)); }
  bool failed() const noexcept { return outcome_.failed(); }
  std::exception_ptr error() const noexcept { return outcome_.error(); }
  T take() { return outcome_.take(); }
  void give_to(result<T> &into) { into.take_over(outcome_); }

private:
  result<T> outcome_;
};

/// Nothing to keep but an exception, for which there is room once the frame has ended: see
/// promise_base::owner.
template <> struct promise<void> : promise_base {
  promise(call_site function = {site::current()}) noexcept : promise_base(function.at) {}
  ~promise() {
    if (failed())
      drop_failure();
  }

  template <bool Elided = elides_tasks> returned_task<void, Elided> get_return_object() noexcept;
  void unhandled_exception() noexcept { set_error(std::current_exception()); }
  void return_void() const noexcept {}

  using promise_base::failed;
  void set_error(std::exception_ptr error) noexcept { fail(std::move(error)); }
  std::exception_ptr error() const noexcept { return failed() ? failure() : nullptr; }
  void take() const {
    if (failed()) [[unlikely]]
      std::rethrow_exception(failure());
  }
  void give_to(result<void> &into) const noexcept {
    if (failed())
      into.set_error(failure());
  }
};

} // namespace coax::detail

#undef COAX_DETAIL_HERE
