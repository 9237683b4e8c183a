// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"
#include "source_text.h"

#include <coax/loops.hpp>
#include <coax/spawn.hpp>
#include <cstdio>
#include <string>
#include <thread>

namespace coax::detail {

namespace {

// The parts of strand_facts::claims.
constexpr std::uint16_t holders = 0x0fff; ///< the loop, the handle, a letter
constexpr std::uint16_t is_detached = 0x1000;
constexpr std::uint16_t cancel_on_its_way = 0x2000;
constexpr std::uint16_t is_being_joined = 0x4000;

void say_and_terminate(const spawned &task, const char *what) noexcept {
  std::fprintf(stderr, "coax: %s (task %llu, spawned at %s:%u)\n", what,
               static_cast<unsigned long long>(task.id), task.spawned_at().file_name(),
               task.spawned_at().line());
  if (std::exception_ptr error = task.ended() ? task.error() : nullptr)
    std::rethrow_exception(error); // noexcept: terminates and names the exception
  std::terminate();
}

} // namespace

/// A cancel request on its way to the loop of the task.
class spawned::cancel_letter final : public job {
public:
  explicit cancel_letter(spawned &target) noexcept : target_(target) {}

private:
  void discard() noexcept override {
    target_.release();
    delete this;
  }
  void run() override {
    std::atomic_ref(target_.claims).fetch_and(static_cast<std::uint16_t>(~cancel_on_its_way));
    if (!target_.ended())
      target_.cancel();
    target_.release();
    delete this;
  }

  spawned &target_;
};

void spawned::launch(const void *from) {
  loop &here = require_loop("spawn");
  set_spawned_at(site_of(from));
  is_spawned = true;
  claims = 2;
  here.letters().retain();
  start(here, nullptr);
}

void spawned::launch_on(const coax::loop &where, const void *from) {
  mailbox &there = address_of(where);
  set_spawned_at(site_of(from));
  is_spawned = true;
  claims = 2;
  if (loop *here = current_loop())
    here->introduce(*this);
  else
    loop::introduce_from_outside(*this);
  at = there.retain();
  if (there.post(this))
    return;
  there.release();
  at = nullptr;
  throw misuse("a task was sent at " + line_text(site_of(from)) + " to a coax::loop that has ended");
}

void spawned::drop() noexcept {
  if (at)
    release();
  else
    delete this;
}

// One that has not arrived is listed, so that loop::shut_down() finds it as it does the others.
void spawned::discard() noexcept {
  if (!listed)
    home().link(*this);
}

spawned::~spawned() {
  if (at)
    static_cast<mailbox *>(at)->release();
}

void spawned::release() noexcept {
  const std::uint16_t before = std::atomic_ref(claims).fetch_sub(1, std::memory_order_acq_rel);
  if ((before & holders) == 1)
    delete this;
}

void spawned::finish() noexcept {
  wake_joiner();
  if (std::atomic_ref(claims).load(std::memory_order_acquire) & is_detached)
    terminate_if_failed();
  release();
}

void spawned::wake_joiner() noexcept {
  if (strand *waits = joiner_.exchange(waking_mark(), std::memory_order_acq_rel))
    waits->wake();
  joiner_.store(ended_mark(), std::memory_order_release);
}

bool spawned::begin_join() noexcept {
  const std::uint16_t before = std::atomic_ref(claims).fetch_or(is_being_joined);
  return !(before & is_being_joined);
}

void spawned::end_join() noexcept {
  std::atomic_ref(claims).fetch_and(static_cast<std::uint16_t>(~is_being_joined));
}

bool spawned::set_joiner(strand &waits) noexcept {
  strand *none = nullptr;
  return joiner_.compare_exchange_strong(none, &waits, std::memory_order_acq_rel);
}

bool spawned::drop_joiner(strand &waits) noexcept {
  strand *self = &waits;
  return joiner_.compare_exchange_strong(self, nullptr, std::memory_order_acq_rel);
}

void spawned::await_wake() const noexcept {
  while (joiner_.load(std::memory_order_acquire) == waking_mark())
    std::this_thread::yield();
}

strand *spawned::joiner() const noexcept {
  strand *waits = joiner_.load(std::memory_order_acquire);
  return is_mark(waits) ? nullptr : waits;
}

void spawned::terminate_if_failed() const noexcept {
  if (const std::exception_ptr failure = error(); failure && !is_cancellation(failure))
    say_and_terminate(*this, "an exception left a detached task");
}

void spawned::detach() noexcept {
  std::atomic_ref(claims).fetch_or(is_detached, std::memory_order_acq_rel);
  if (ended())
    terminate_if_failed();
  release();
}

// For who joins it from another loop it has been cancelled.
void spawned::abandon() noexcept {
  if (listed)
    home().unlink(*this);
  collect();
  const bool has_handle = (std::atomic_ref(claims).load(std::memory_order_acquire) & holders) > 1;
  if (has_handle)
    fail(make_cancelled());
  wake_joiner(); // of this loop: without effect
  release();
}

void spawned::cancel_from_any_thread() noexcept {
  if (ended())
    return;
  if (current_loop() && &current_loop()->letters() == at)
    return cancel();
  const std::atomic_ref shared(claims);
  if (shared.fetch_or(cancel_on_its_way, std::memory_order_acq_rel) & cancel_on_its_way)
    return;
  auto *letter = new cancel_letter(*this);
  shared.fetch_add(1, std::memory_order_relaxed);
  if (!static_cast<mailbox *>(at)->post(letter)) {
    release();
    delete letter;
  }
}

bool join_wait::arm() {
  if (!target_.begin_join())
    throw_joined_twice(target_.joiner(), owner());
  return target_.set_joiner(owner());
}

void join_wait::await_resume() const {
  target_.await_wake();
  leaf::await_resume();
}

const char *join_wait::what() const noexcept { return "join"; }

void join_wait::disarm() noexcept {
  if (!target_.drop_joiner(owner()))
    target_.await_wake();
  target_.end_join();
}

void join_wait::cancel() noexcept {
  if (!target_.drop_joiner(owner()))
    return;
  target_.end_join();
  wake_cancelled();
}

void throw_empty_handle(const char *what) {
  throw misuse(std::string("coax::handle::") + what + " on an empty handle");
}

void drop_handle(spawned &state) noexcept {
  if (!state.ended()) {
    const strand *dropper = current_strand();
    const loop *here = current_loop();
    if (dropper && dropper->cancel_requested)
      state.cancel_from_any_thread();
    else if (!here || !here->shutting_down)
      say_and_terminate(state, "a handle was dropped without join or detach");
  }
  state.release();
}

} // namespace coax::detail
