// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One loop = one thread: ready strands, then timers, then descriptors, then letters from other
// threads. Tasks stay on their loop.
#pragma once

#include "mailbox.h"
#include "poller.h"
#include "timer_queue.h"
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
  };

  /// Runs until `root` has ended; the thread must be this loop's.
  void run_to_end_of(const strand &root);
  /// Runs until no spawned task is live.
  void run_to_exhaustion();
  /// Destroys what is still live, except what another thread is working on. Nothing may run after that.
  void shut_down() noexcept;

  void push(job *ready) noexcept {
    ready->next = nullptr;
    *last_ready_ = ready;
    last_ready_ = &ready->next;
  }

  void link(strand &s) noexcept;
  void unlink(strand &s) noexcept;
  bool has_spawned() const noexcept { return spawned_ != 0; }

  /// One operation ended without waiting. True when the strand should let others run first.
  bool spend_budget() noexcept { return --budget_ <= 0; }

  mailbox &letters() noexcept { return *letters_; }

private:
  mailbox *letters_;

public:
  timer_queue timers;
  poller descriptors;
  strand *running = nullptr;
  strand *main = nullptr; ///< takes the EINTR of signal handlers
  bool shutting_down = false;
  std::vector<std::unique_ptr<loop_service>> services;

private:
  void run_ready();
  void wait_for_events();
  void sleep_or_poll(bool busy);
  void deliver_letters();
  void interrupt_main() noexcept;

  job *first_ready_ = nullptr;
  job **last_ready_ = &first_ready_;
  strand *live_ = nullptr;
  std::size_t spawned_ = 0;
  int budget_ = 0;
};

} // namespace coax::detail
