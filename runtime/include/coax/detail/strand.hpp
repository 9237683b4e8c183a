// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strand is one line of execution on a loop: a chain of coroutine frames in which each awaits
// the next. run(), every spawned task and every arm of gather() has one. Frames are many, strands
// are what the loop schedules, cancels and lists.
#pragma once

#include <coax/detail/site.hpp>
#include <coroutine>
#include <cstdint>

namespace coax::detail {

class loop;
class strand;
struct promise_base;

/// Something a loop runs once, linked through itself: queueing allocates nothing.
struct job {
  job *next = nullptr;
  void (*run)(job *) = nullptr;
};

/// What a suspended strand waits for. Lives in the innermost frame of the strand.
class suspension {
public:
  /// Asks for an early end. Called on the loop thread, at most once a suspension; leads to a wake
  /// of the strand, now or (work that cannot be stopped) when it is done.
  virtual void cancel() noexcept = 0;
  /// A signal handler ran on the loop thread. Ends the wait with EINTR if the call that it stands
  /// for would have; `restarts`: every handler was installed with SA_RESTART.
  virtual void interrupt(bool restarts) noexcept { (void)restarts; }
  /// What is waited for, in a word or two: "timer". A literal. Loop thread.
  virtual const char *what() const noexcept { return ""; }

protected:
  ~suspension() = default;
};

/// What a strand is, does and came from: plain data, so that an observer can copy it.
struct strand_facts {
  loop *home = nullptr;
  strand *parent = nullptr;              ///< whose cancellation reaches this one
  suspension *waiting = nullptr;         ///< null while running or ready
  std::coroutine_handle<> resume_point;  ///< the frame to resume
  std::coroutine_handle<> transfer;      ///< the frame to resume next (see promise.hpp)
  promise_base *top = nullptr;           ///< the innermost frame
  void (*on_finish)(strand *) = nullptr; ///< after the first frame ended; may destroy the strand
  strand *newer = nullptr, *older = nullptr; ///< the loop's list of live strands
  std::uint64_t id = 0;
  std::uint64_t spawned_by = 0; ///< the id of the strand that started it; 0: none
  site spawned_at;
  std::int64_t started = 0;   ///< CLOCK_MONOTONIC, ns, of the loop's turn in which it was started
  const char *name = nullptr; ///< owned; null: none was given
  unsigned in_flight = 0;     ///< jobs on other threads that use its frames (its arms' included)
  bool finished = false;
  bool cancel_requested = false;
  bool is_spawned = false; ///< a detail::spawned, not the strand of run() nor an arm
};

class strand : public job, public strand_facts {
public:
  strand() noexcept;
  strand(const strand &) = delete;
  strand &operator=(const strand &) = delete;
  ~strand();

  /// Queues the first frame on `home`. `parent` is the strand whose cancellation reaches this one.
  void start(loop &home, std::coroutine_handle<> first, promise_base &promise,
             strand *parent = nullptr) noexcept;

  /// Notes that the strand rests in `on` until wake().
  void suspend(std::coroutine_handle<> frame, suspension *on) noexcept {
    resume_point = frame;
    waiting = on;
  }

  /// Makes the strand ready. Any thread; exactly once a suspension.
  void wake() noexcept;

  /// Requests cancellation. Loop thread of `home` only.
  void cancel() noexcept;

private:
  static void resume(job *self);
};

/// The loop of this thread, or null.
loop *current_loop() noexcept;
/// The loop of this thread; throws misuse that names `what` when there is none.
loop &require_loop(const char *what);
/// The strand that this thread's loop is running, or null.
strand *current_strand() noexcept;
/// Where the strand that this thread's loop is running last awaited; unknown when there is none.
inline site last_await() noexcept;
/// Whether the loop is destroying what is left after run().
bool shutting_down(const loop &) noexcept;

} // namespace coax::detail
