// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include "frame_pool.h"
#include "loop_pool.h"
#include "signal_hub.h"
#include "test_bench.h"
#include "thread_backtrace.h"

#include <atomic>
#include <coax/error.hpp>
#include <coax/spawn.hpp>
#include <csignal>
#include <pthread.h>
#include <string>
#include <unistd.h>
#include <utility>

extern "C" [[gnu::weak]] void coax_check_locks(const coax::detail::strand *waits) noexcept;

namespace coax::detail {

namespace {

// Read at every wake: see frame_pool.cpp for the model.
[[gnu::tls_model("initial-exec")]] thread_local constinit loop *this_threads_loop = nullptr;
std::atomic<std::uint64_t> ids_given{0};

/// How many ids a loop takes at once: it need not ask for each.
constexpr std::uint64_t ids_at_once = 1024;

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

/// Whether a handler of the runtime has run on this thread since the last call.
bool sleep_ended_for_the_runtime() noexcept {
  const bool for_backtrace = was_interrupted_for_backtrace();
  return was_interrupted_for_listeners() || for_backtrace;
}

void reopen_in_child() {
  count_fork();
  reopen_signals_after_fork();
  if (loop *l = this_threads_loop) {
    l->letters().reopen_after_fork();
    l->descriptors.reopen_after_fork();
    l->files.forget_after_fork();
    if (l->pool)
      l->pool->forget_others_after_fork(*l);
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
  return l ? l->running() : nullptr;
}

bool shutting_down(const loop &l) noexcept { return l.shutting_down; }

loop::on_this_thread::on_this_thread(loop &l) noexcept : outer_(this_threads_loop), here_(l) {
  this_threads_loop = &l;
  l.presence().set_thread(::gettid());
}

loop::on_this_thread::~on_this_thread() {
  here_.presence().set_thread(0);
  this_threads_loop = outer_;
}

loop::loop() : letters_(new mailbox(*this)), descriptors(letters_->descriptor()) {
  letters_->steps = operations_per_turn;
  [[maybe_unused]] static const int once = ::pthread_atfork(nullptr, nullptr, &reopen_in_child);
  enter_registry();
  observe_as_environment_says();
  check_locks = &coax_check_locks;
  trace_to(trace_of_environment());
}

void loop::enter_registry() { presence_ = loop_registry::enter(*this); }

loop::~loop() {
  loop_registry::leave(*presence_);
  services.clear();
  letters_->close();
}

void loop::introduce(strand &s) noexcept {
  if (next_id_ == ids_end_) [[unlikely]] {
    next_id_ = ids_given.fetch_add(ids_at_once, std::memory_order_relaxed);
    ids_end_ = next_id_ + ids_at_once;
  }
  s.id = ++next_id_;
  s.start_tick = static_cast<std::uint64_t>(descriptors.turn_began()) >> 16;
  if (const strand *by = running())
    s.spawned_by = by->id;
}

void loop::introduce_from_outside(strand &s) noexcept {
  s.id = ids_given.fetch_add(1, std::memory_order_relaxed) + 1;
  s.start_tick = static_cast<std::uint64_t>(now()) >> 16;
}

void loop::link(strand &s) noexcept {
  s.listed = true;
  s.newer = nullptr;
  s.older = live();
  if (s.older)
    s.older->newer = &s;
  live_.store(&s, std::memory_order_relaxed);
  spawned_ += s.is_spawned;
}

void loop::unlink(strand &s) noexcept {
  s.listed = false;
  if (s.newer)
    s.newer->older = s.older;
  else
    live_.store(s.older, std::memory_order_relaxed);
  if (s.older)
    s.older->newer = s.newer;
  spawned_ -= s.is_spawned;
}

void loop::run_to_end_of(const strand &root) {
  for (run_ready(); !root.finished; run_ready())
    wait_for_events();
}

void loop::run_until_stopped() {
  for (run_ready(); !stop_requested_; run_ready())
    wait_for_events();
}

void loop::run_to_exhaustion() {
  for (run_ready(); has_spawned(); run_ready())
    wait_for_events();
}

void loop::wait_for_events() {
  if (files.in_use())
    files.turn();
  sleep_or_poll(first_ready_ || files.has_unsubmitted());
  if (descriptors.ring_is_ready())
    files.turn();
  if (presence_->asked()) [[unlikely]]
    presence_->answer();
  deliver_letters();
  timers.expire_until(descriptors.turn_began());
}

void loop::run_ready() {
  budget_ = operations_per_turn;
  int most = jobs_per_turn;
  if (bench) [[unlikely]]
    bench->begin_turn(first_ready_, last_ready_, most, budget_);
  steps_at_once_ = budget_;
  int i = 0;
  for (; i < most && first_ready_; ++i) {
    job *next = first_ready_;
    first_ready_ = next->next;
    if (!first_ready_)
      last_ready_ = &first_ready_;
    next->run();
  }
  counted_.jobs += static_cast<unsigned>(i);
}

loop_metrics_record loop::measured() const noexcept {
  loop_metrics_record all = counted_;
  all.lag = lag_.seen();
  all.live_frames = live_frames_of_this_thread();
  for (const job *j = first_ready_; j; j = j->next)
    ++all.ready;
  return all;
}

void loop::sleep_or_poll(bool busy) {
  const bool sleep = !busy && letters_->prepare_sleep();
  const instant began = descriptors.turn_began();
  const instant slept_from = sleep ? now() : 0;
  if (sleep)
    sleep_ended_for_the_runtime(); // not of the time before
  const instant until = !sleep ? 0 : bench ? bench->rest(*this) : timers.next();
  if (!descriptors.poll(until))
    end_of_sleep_by_signal();
  letters_->awake();
  ++counted_.turns;
  lag_.add((sleep ? slept_from : descriptors.turn_began()) - began);
}

void loop::deliver_letters() {
  for (job *letter = letters_->take_all(); letter;) {
    job *next = letter->next;
    push(letter);
    letter = next;
  }
}

void loop::end_of_sleep_by_signal() noexcept {
  if (!sleep_ended_for_the_runtime() && main && main->waiting)
    main->waiting->interrupt(handlers_restart());
}

namespace {
void discard_all(job *first) noexcept {
  while (first) {
    job *next = first->next;
    first->discard();
    first = next;
  }
}
} // namespace

// A task that is destroyed may take those of other loops with it (remote_wait::disarm()): they must
// not be in a queue by then.
void loop::close() noexcept {
  if (shutting_down)
    return;
  shutting_down = true;
  loop_registry::leave(*presence_);
  discard_all(std::exchange(first_ready_, nullptr));
  last_ready_ = &first_ready_;
  discard_all(letters_->close());
}

// The ready queue is dropped, not run. A strand with work on another thread stays allocated: that
// thread still uses its frames, as a detached thread would until the process ends.
void loop::shut_down() noexcept {
  static strand *abandoned = nullptr; // keeps them reachable for leak checkers
  static std::atomic_flag abandoning;
  files.drain();
  close();
  for (strand *s = live(); s;) {
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
      static_cast<spawned *>(s)->abandon();
    }
    s = live();
  }
}

} // namespace coax::detail
