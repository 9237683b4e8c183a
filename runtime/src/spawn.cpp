// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/spawn.hpp>
#include <cstdio>
#include <string>

namespace coax::detail {

namespace {

/// Left in joiner_ once the task has ended.
strand *ended_mark() noexcept {
  static strand mark;
  return &mark;
}

/// A cancel request on its way to the loop of the task.
struct cancel_letter : job {
  spawned *target;
};

void say_and_terminate(const spawned &task, const char *what) noexcept {
  std::fprintf(stderr, "coax: %s (task %llu, spawned at %s:%u)\n", what,
               static_cast<unsigned long long>(task.id), task.spawned_at.file_name(),
               task.spawned_at.line());
  if (std::exception_ptr error = task.error())
    std::rethrow_exception(error); // noexcept: terminates and names the exception
  std::terminate();
}

} // namespace

void spawned::launch(task<void> body) {
  loop &here = require_loop("spawn");
  is_spawned = true;
  on_finish = &spawned::finish;
  home_box_ = here.letters().retain();
  body_ = body.release();
  start(here, body_, body_.promise());
}

spawned::~spawned() {
  if (body_)
    body_.destroy();
  home_box_->release();
}

void spawned::release() noexcept {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1)
    delete this;
}

void spawned::finish(strand *self) { static_cast<spawned *>(self)->end(); }

void spawned::end() noexcept {
  std::exchange(body_, {}).destroy();
  ended_.store(true, std::memory_order_release);
  if (strand *joiner = joiner_.exchange(ended_mark(), std::memory_order_acq_rel))
    joiner->wake();
  if (detached_.load(std::memory_order_acquire))
    terminate_if_failed();
  release();
}

void spawned::terminate_if_failed() const noexcept {
  if (const std::exception_ptr failure = error(); failure && !is_cancellation(failure))
    say_and_terminate(*this, "an exception left a detached task");
}

void spawned::detach() noexcept {
  detached_.store(true, std::memory_order_release);
  if (ended())
    terminate_if_failed();
  release();
}

void spawned::destroy_frames() noexcept {
  top = nullptr; // observers follow it
  std::exchange(body_, {}).destroy();
  home->unlink(*this);
  home = nullptr;
  ended_.store(true, std::memory_order_release);
  release();
}

void spawned::cancel_requested_from_outside(job *request) {
  auto *letter = static_cast<cancel_letter *>(request);
  if (!letter->target->ended())
    letter->target->cancel();
  letter->target->release();
  delete letter;
}

void spawned::cancel_from_any_thread() noexcept {
  if (ended())
    return;
  if (current_loop() && &current_loop()->letters() == home_box_)
    return cancel();
  auto *letter = new cancel_letter;
  letter->run = &spawned::cancel_requested_from_outside;
  letter->target = this;
  references_.fetch_add(1, std::memory_order_relaxed);
  if (!home_box_->post(letter)) {
    release();
    delete letter;
  }
}

bool join_wait::arm() noexcept {
  strand *none = nullptr;
  return target_.joiner_.compare_exchange_strong(none, &owner(), std::memory_order_acq_rel);
}

const char *join_wait::what() const noexcept { return "join"; }

void join_wait::disarm() noexcept { target_.joiner_.store(nullptr, std::memory_order_release); }

// When the exchange fails the task has ended and its wake is on the way.
void join_wait::cancel() noexcept {
  strand *self = &owner();
  if (target_.joiner_.compare_exchange_strong(self, nullptr, std::memory_order_acq_rel))
    leaf::cancel();
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
