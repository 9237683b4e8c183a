// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A strand is one line of execution on a loop: a chain of coroutine frames in which each awaits
// the next. run(), every spawned task and every arm of gather() has one. Frames are many, strands
// are what the loop schedules, cancels and lists.
#pragma once

#include <coax/detail/site.hpp>
#include <cstddef>
#include <cstdint>

namespace coax::detail {

class loop;
class strand;
struct promise_base;

/// Something a loop runs once, linked through itself: queueing allocates nothing.
struct job {
  job *next = nullptr;
  virtual void run() = 0;
  /// Called instead of run() when the loop ends before.
  virtual void discard() noexcept {}

protected:
  ~job() = default;
};

/// A deadline in a loop's queue; part of what waits for it.
class timer {
public:
  bool armed() const noexcept { return place_ != unarmed; }

protected:
  ~timer() = default;

private:
  friend class timer_queue;
  virtual void expire() noexcept = 0;

  static constexpr std::uint32_t unarmed = UINT32_MAX;
  std::uint32_t place_ = unarmed; ///< in its slot
  std::uint16_t slot_ = 0;
};

/// What a suspended strand waits for, with a deadline of its own that it may arm. Lives in the
/// innermost frame of the strand.
class suspension : public timer {
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

private:
  void expire() noexcept override {}
};

/// Where the strands of a loop are reached: outlives the loop while a spawned task does.
struct loop_address {
  loop *of;
  /// How many awaits may still be ready before the strand that makes them lets others run. Loop
  /// thread.
  int steps = 1;
};

/// What a strand is, does and came from: plain data, so that an observer can copy it. There may be
/// a million of them, so it is packed.
struct strand_facts {
  loop_address *at = nullptr;
  suspension *waiting = nullptr; ///< null while running or ready
  /// The innermost frame, which is the one to resume; null before the first was made and after it
  /// was destroyed.
  promise_base *top = nullptr;
  strand *newer = nullptr, *older = nullptr; ///< the loop's list of live strands
  /// Where it was spawned (a site), or with the lowest bit set the address of a named_origin.
  std::uintptr_t origin = 0;
  std::uint64_t id : 48 = 0;         ///< other threads may look at it and at `claims`
  std::uint16_t claims = 0;          ///< see detail::spawned
  std::uint64_t spawned_by : 48 = 0; ///< the id of the strand that started it; 0: none
  bool listed : 1 = false;           ///< on the loop's list
  bool finished : 1 = false;         ///< the first frame has ended
  bool cancel_requested : 1 = false;
  bool is_spawned : 1 = false;        ///< a detail::spawned, not the strand of run() nor an arm
  bool goes_on : 1 = false;           ///< `top` is to be resumed at once (see promise.hpp)
  bool collected : 1 = false;         ///< of a spawned task: frames and callable are destroyed
  bool awaited_elsewhere : 1 = false; ///< a spawned task that on() has started on its loop
  std::uint64_t start_tick : 40 = 0;  ///< see started()
  std::uint64_t in_flight : 24 = 0;   ///< jobs of other threads that use its frames (its arms' too)

  /// CLOCK_MONOTONIC, ns, of the loop's turn in which it was started, to 65 us.
  std::int64_t started() const noexcept {
    return static_cast<std::int64_t>(std::uint64_t{start_tick} << 16);
  }
};
static_assert(sizeof(strand_facts) == 72);

/// Bytes of a name that an observer copies: each is allocated at least that long.
inline constexpr std::size_t name_capacity = 64;

/// The origin of a strand that was given a name, which follows.
struct named_origin {
  std::uintptr_t spawned_at;
  char *name() noexcept { return reinterpret_cast<char *>(this + 1); }
};

inline bool is_named(std::uintptr_t origin) noexcept { return origin & 1; }
inline named_origin *origin_of(std::uintptr_t origin) noexcept {
  return reinterpret_cast<named_origin *>(origin & ~std::uintptr_t{1});
}

class strand : public job, public strand_facts {
public:
  strand() noexcept = default;
  strand(const strand &) = delete;
  strand &operator=(const strand &) = delete;

  /// Queues it on `home`: with its first frame, or null and begin() makes one when it runs.
  void start(loop &home, promise_base *first, bool cancelled = false) noexcept;

  /// Notes that the strand rests in `on` until wake().
  void suspend(suspension *on) noexcept { waiting = on; }

  /// Makes the strand ready. Any thread; exactly once a suspension.
  void wake() noexcept;

  /// Requests cancellation. Loop thread of home() only.
  void cancel() noexcept;

  loop &home() const noexcept { return *at->of; }
  /// The strand whose cancellation reaches this one, or null.
  virtual strand *parent() const noexcept { return nullptr; }

  site spawned_at() const noexcept;
  void set_spawned_at(site place) noexcept;
  /// Null: none was given.
  const char *name() const noexcept;
  void set_name(const char *text, std::size_t length);

protected:
  ~strand();

  /// The first frame has ended, or there was none. The strand still counts as running.
  virtual void collect() noexcept {}

  /// The first frame, found from the innermost one; null when there is none.
  promise_base *first_frame() const noexcept;
  /// Destroys all frames, by their first.
  void destroy_frames() noexcept;

private:
  void run() final;
  void arrive(loop &here) noexcept;
  friend struct strand_runner;

  /// Runs first, if it was started without a frame: makes one, or does all the work (null).
  virtual promise_base *begin() noexcept { return nullptr; }
  /// It no longer runs and is on no list; may destroy itself.
  virtual void finish() noexcept {}
};

/// The strand of run() and block_on().
class root_strand final : public strand {};

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
