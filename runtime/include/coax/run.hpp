// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From ordinary code into tasks: run() for a whole program, block_on() for one call.
#pragma once

#include <coax/task.hpp>

namespace coax {

namespace detail {

/// Runs `root` on a new loop of this thread; then destroys the tasks that are still live.
void run_program(root_strand &root, promise_base &first, const call_site &from);
/// The same; a first SIGINT cancels `root`. Whether one has.
bool run_interruptible(root_strand &root, promise_base &first, const call_site &from);
/// Ends the program as SIGINT does by default.
[[noreturn]] void end_by_interrupt() noexcept;
/// The same with `loops` loops.
void run_program(root_strand &root, promise_base &first, const call_site &from, unsigned loops);
/// Runs `root` on a loop of this thread; tasks that are still live go on on a thread of their own.
void run_bridge(root_strand &root, promise_base &first, const call_site &from);

} // namespace detail

/// Runs a program: makes this thread a loop thread until `main` has ended, and returns its value or
/// rethrows its exception. Tasks that are still live then (detached ones) are destroyed at the
/// point where they wait, as the end of a process ends its detached threads; their destructors run,
/// no exception is thrown into them. One that waits for work on another thread is left as it is.
/// Throws misuse when this thread already runs a loop.
template <class T> T run(task<T> &&main, detail::call_site from = {detail::site::current()}) {
  detail::root_strand root;
  detail::run_program(root, main.unstarted(detail::address_of(from.at)).promise(), from);
  return main.frame().promise().take();
}

/// For run(): see there.
struct cancel_on_interrupt_t {};
inline constexpr cancel_on_interrupt_t cancel_on_interrupt{};

/// Runs a program that Ctrl-C ends in an orderly way, as asyncio.run() does: the first SIGINT
/// cancels `main`, and when coax::cancelled leaves it, and the detached tasks are destroyed, the
/// program ends as it would have at once: by SIGINT, with standard output flushed but nothing after
/// run() executed, no static object destroyed. A `main` that ends otherwise, having caught the
/// cancellation, makes run() return or throw as ever. The second SIGINT ends the program at once.
///
/// Without effect if SIGINT is not at its default when run() begins, so an ignored one (nohup)
/// stays ignored. A handler or a coax::signal_set for SIGINT that the program installs later takes
/// its place. Of several run()s on several threads the first is cancelled. A block_on() is not.
template <class T>
T run(task<T> &&main, cancel_on_interrupt_t, detail::call_site from = {detail::site::current()}) {
  detail::root_strand root;
  auto &first = main.unstarted(detail::address_of(from.at)).promise();
  if (detail::run_interruptible(root, first, from) && detail::is_cancellation(first.error()))
    detail::end_by_interrupt();
  return first.take();
}

struct run_options {
  /// How many loops, each a thread: this one, where the main task runs, and others, to which tasks
  /// get by on() and spawn_on(), see <coax/loops.hpp>. 0: as many as there are processors.
  unsigned loops = 1;
};

/// run() with several loops. When the main task has ended the others stop as soon as the tasks that
/// run there wait, and the tasks of all are destroyed, while none runs. Throws std::system_error
/// when a thread cannot be started.
template <class T>
T run(const run_options &how, task<T> &&main, detail::call_site from = {detail::site::current()}) {
  detail::root_strand root;
  detail::run_program(root, main.unstarted(detail::address_of(from.at)).promise(), from, how.loops);
  return main.frame().promise().take();
}

/// run(how, fn(args...)).
template <class F, class... Args>
requires detail::is_task<decltype(std::declval<F>()(std::declval<Args>()...))>
auto run(const run_options &how, F &&fn, Args &&...args) {
  return run(how, std::forward<F>(fn)(std::forward<Args>(args)...), detail::call_site());
}

/// run(fn(args...)).
template <class F, class... Args>
requires detail::is_task<decltype(std::declval<F>()(std::declval<Args>()...))>
auto run(F &&fn, Args &&...args) {
  return run(std::forward<F>(fn)(std::forward<Args>(args)...), detail::call_site());
}

/// The bridge from synchronous code: runs `work` on this thread and blocks until it has ended.
/// What it leaves detached goes on on a background thread, as a detached thread would.
/// Throws misuse on the thread of a running loop, which it would stop: await the task there.
template <class T> T block_on(task<T> &&work, detail::call_site from = {detail::site::current()}) {
  detail::root_strand root;
  detail::run_bridge(root, work.unstarted(detail::address_of(from.at)).promise(), from);
  return work.frame().promise().take();
}

} // namespace coax
