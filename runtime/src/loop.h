// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One loop = one thread: ready strands, then timers, then descriptors, then letters from other
// threads. Tasks stay on their loop.
#pragma once

#include "loop_metrics.h"
#include "loop_presence.h"
#include "mailbox.h"
#include "poller.h"
#include "ring.h"
#include "timer_queue.h"
#include "trace.h"
#include "virtual_time.h"
#include <atomic>
#include <coax/detail/strand.hpp>
#include <memory>
#include <vector>

namespace coax::detail {

/// State that a library attaches to a loop (such as curl's multi handle); destroyed with it, after
/// the strands.
class loop_service {
public:
  virtual ~loop_service() = default;
};

class loop_pool;

class loop {
public:
  loop();
  ~loop();

  /// Makes this the loop of the current thread while it lives.
  class on_this_thread {
  public:
    explicit on_this_thread(loop &l) noexcept;
    ~on_this_thread();

  private:
    loop *outer_;
    loop &here_;
  };

  /// Runs until `root` has ended; the thread must be this loop's.
  void run_to_end_of(const strand &root);
  /// Runs until no spawned task is live.
  void run_to_exhaustion();
  /// Nothing runs any more: empties the queues, without destroying a task. Those that were sent
  /// here but have not arrived become live ones. Any thread, when this one rests.
  void close() noexcept;
  /// close(), if that has not been called; then destroys what is still live, except what another
  /// thread is working on.
  void shut_down() noexcept;

  /// Ends run_until_stopped() after this turn. Loop thread.
  void stop() noexcept { stop_requested_ = true; }
  void run_until_stopped();

  void push(job *ready) noexcept {
    if (shutting_down) [[unlikely]]
      return;
    ready->next = nullptr;
    *last_ready_ = ready;
    last_ready_ = &ready->next;
  }

  /// Gives the strand an id, the time, and the running strand as the one that started it.
  void introduce(strand &s) noexcept;
  /// The same on a thread without a loop.
  static void introduce_from_outside(strand &s) noexcept;
  /// Puts it on the list of live ones.
  void link(strand &s) noexcept;
  void unlink(strand &s) noexcept;
  bool has_spawned() const noexcept { return spawned_ != 0; }

  /// One operation ended without waiting. True when the strand should let others run first.
  bool spend_budget() noexcept { return --budget_ <= 0; }
  /// The budget of what takes no system call (see ends_turn()) is renewed whenever it is spent:
  /// many strands may do as much in one turn.
  void renew_steps() noexcept { letters_->steps = steps_at_once_; }

  mailbox &letters() noexcept { return *letters_; }

  /// The strand that runs, or null. Any thread may look.
  strand *running() const noexcept { return running_.load(std::memory_order_relaxed); }
  void set_running(strand *s) noexcept {
    beat_.store(beat_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    running_.store(s, std::memory_order_relaxed);
  }
  /// Another number whenever a strand begins or ends to run. Any thread may look.
  std::uint64_t beat() const noexcept { return beat_.load(std::memory_order_relaxed); }
  /// What it has counted so far. Loop thread.
  loop_metrics_record measured() const noexcept;
  /// Makes itself known to observers, by a fresh presence.
  void enter_registry();
  loop_presence &presence() noexcept { return *presence_; }
  /// The newest live strand; its `older` is the next.
  strand *live() const noexcept { return live_.load(std::memory_order_relaxed); }

  bool shutting_down = false;

private:
  std::unique_ptr<mailbox, release_mailbox> letters_;

public:
  timer_queue timers;
  poller descriptors;
  ring files{*this};
  strand *main = nullptr;               ///< takes the EINTR of signal handlers
  test_bench *const bench = bench_here; ///< null outside of testing::run()
  /// How much that its tasks wait for is being done by other threads.
  unsigned done_elsewhere = 0;
  /// Whether something may wake a task though no time passes and no descriptor gets ready.
  bool works_elsewhere() const noexcept { return done_elsewhere != 0 || files.in_use(); }
  /// Whether somebody wants to know of every run: one look on the way of those that nobody watches.
  bool is_observed() const noexcept { return observed_; }
  void trace_to(trace_sink *sink) noexcept {
    tracer = sink;
    observed_ = tracer || check_locks;
  }
  trace_sink *tracer = nullptr; ///< null: nobody is interested. Set by trace_to()
  /// Called when a task has run and waits; null unless coax::lock_check is linked.
  void (*check_locks)(const strand *) noexcept = nullptr;
  loop_pool *pool = nullptr; ///< null: it is the only one of its run()
  std::vector<std::unique_ptr<loop_service>> services;

private:
  void run_ready();
  void wait_for_events();
  void sleep_or_poll(bool busy);
  void deliver_letters();
  void end_of_sleep_by_signal() noexcept;

  bool observed_ = false;
  std::atomic<strand *> running_{nullptr};
  std::atomic<std::uint64_t> beat_{0};
  std::shared_ptr<loop_presence> presence_;
  loop_metrics_record counted_;
  counting_histogram lag_;
  std::uint64_t next_id_ = 0, ids_end_ = 0; ///< ids that are this loop's to give
  bool stop_requested_ = false;
  job *first_ready_ = nullptr;
  job **last_ready_ = &first_ready_;
  std::atomic<strand *> live_{nullptr}; ///< written by the loop thread only
  std::size_t spawned_ = 0;
  int budget_ = 0;
  int steps_at_once_ = 1; ///< what budget_ began with
};

/// Before the descriptor is closed: tasks of this thread's loop that wait for it are woken. Nothing
/// happens where there is no loop.
inline void forget_descriptor(int fd) noexcept {
  if (loop *here = current_loop())
    here->descriptors.forget(fd);
}

/// A number that was just given to a new file: what is known of it is of another. Nothing happens
/// where there is no loop, nor for -1.
inline void renew_descriptor(int fd) noexcept {
  if (loop *here = current_loop(); here && fd >= 0)
    here->descriptors.renew(fd);
}

} // namespace coax::detail
