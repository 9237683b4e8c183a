// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <atomic>
#include <coax/error.hpp>
#include <coax/spawn.hpp>
#include <csignal>
#include <pthread.h>
#include <string>

namespace coax::detail {

namespace {

thread_local loop *this_threads_loop = nullptr;
std::atomic<std::uint64_t> last_id{0};

/// How many jobs run between two looks at timers and descriptors.
constexpr int jobs_per_turn = 128;
/// How many operations may end without waiting before a strand yields.
constexpr int operations_per_turn = 128;

/// Signals that a thread brings on itself do not end waits.
bool is_synchronous(int number) noexcept {
  return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL ||
         number == SIGTRAP || number == SIGABRT || number == SIGSYS;
}

/// Whether every installed signal handler asks for restarted system calls.
bool handlers_restart() noexcept {
  for (int number = 1; number < NSIG; ++number) {
    struct sigaction action {};
    if (!is_synchronous(number) && ::sigaction(number, nullptr, &action) == 0 &&
        action.sa_handler != SIG_DFL && action.sa_handler != SIG_IGN &&
        !(action.sa_flags & SA_RESTART))
      return false;
  }
  return true;
}

void reopen_in_child() {
  if (loop *l = this_threads_loop) {
    l->letters().reopen_after_fork();
    l->descriptors.reopen_after_fork();
  }
}

} // namespace

// Never inlined: the address of a thread_local must not be kept across a suspension.
[[gnu::noinline]] loop *current_loop() noexcept { return this_threads_loop; }

loop &require_loop(const char *what) {
  if (loop *l = current_loop())
    return *l;
  throw misuse(std::string("coax::") + what +
               " called on a thread without a loop; call it in a task, or enter one with "
               "coax::run or coax::block_on");
}

strand *current_strand() noexcept {
  const loop *l = current_loop();
  return l ? l->running : nullptr;
}

bool shutting_down(const loop &l) noexcept { return l.shutting_down; }

loop::on_this_thread::on_this_thread(loop &l) noexcept : outer_(this_threads_loop) {
  this_threads_loop = &l;
}

loop::on_this_thread::~on_this_thread() { this_threads_loop = outer_; }

loop::loop() : letters_(new mailbox), descriptors(letters_->descriptor()) {
  [[maybe_unused]] static const int once = ::pthread_atfork(nullptr, nullptr, &reopen_in_child);
}

loop::~loop() {
  services.clear();
  letters_->close();
  letters_->release();
}

void loop::link(strand &s) noexcept {
  s.id = last_id.fetch_add(1, std::memory_order_relaxed) + 1;
  s.newer = nullptr;
  s.older = live_;
  if (live_)
    live_->newer = &s;
  live_ = &s;
  spawned_ += s.is_spawned;
}

void loop::unlink(strand &s) noexcept {
  (s.newer ? s.newer->older : live_) = s.older;
  if (s.older)
    s.older->newer = s.newer;
  spawned_ -= s.is_spawned;
}

void loop::run_to_end_of(const strand &root) {
  for (run_ready(); !root.finished; run_ready())
    wait_for_events();
}

void loop::run_to_exhaustion() {
  for (run_ready(); has_spawned(); run_ready())
    wait_for_events();
}

void loop::wait_for_events() {
  sleep_or_poll(first_ready_ != nullptr);
  deliver_letters();
  if (timers.next() != never)
    timers.expire_until(now());
}

void loop::run_ready() {
  budget_ = operations_per_turn;
  for (int i = 0; i < jobs_per_turn && first_ready_; ++i) {
    job *next = first_ready_;
    first_ready_ = next->next;
    if (!first_ready_)
      last_ready_ = &first_ready_;
    next->run(next);
  }
}

void loop::sleep_or_poll(bool busy) {
  const bool sleep = !busy && letters_->prepare_sleep();
  if (!descriptors.poll(sleep ? timers.next() : 0))
    interrupt_main();
  letters_->awake();
}

void loop::deliver_letters() {
  for (job *letter = letters_->take_all(); letter;) {
    job *next = letter->next;
    push(letter);
    letter = next;
  }
}

void loop::interrupt_main() noexcept {
  if (main && main->waiting)
    main->waiting->interrupt(handlers_restart());
}

// The ready queue is dropped, not run. A strand with work on another thread stays allocated: that
// thread still uses its frames, as a detached thread would until the process ends.
void loop::shut_down() noexcept {
  static strand *abandoned = nullptr; // keeps them reachable for leak checkers
  static std::atomic_flag abandoning;
  shutting_down = true;
  letters_->close();
  for (strand *s = live_; s;) {
    if (!s->is_spawned) {
      s = s->older;
      continue;
    }
    if (s->in_flight) {
      unlink(*s);
      while (abandoning.test_and_set(std::memory_order_acquire)) {
      }
      s->older = abandoned;
      abandoned = s;
      abandoning.clear(std::memory_order_release);
    } else {
      static_cast<spawned *>(s)->destroy_frames();
    }
    s = live_;
  }
}

} // namespace coax::detail
