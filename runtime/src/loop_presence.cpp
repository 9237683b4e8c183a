// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop_presence.h"

#include "loop.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <pthread.h>
#include <unistd.h>

namespace coax::detail {

namespace {

constexpr std::chrono::milliseconds patience(100);

struct state {
  std::mutex mutex;
  std::vector<std::shared_ptr<loop_presence>> loops;
  unsigned last_number = 0;
  state *of_parent = nullptr; ///< keeps it reachable for leak checkers
};

state *registry = nullptr;

void lock_before_fork() { registry->mutex.lock(); }
void unlock_in_parent() { registry->mutex.unlock(); }

// The loops of other threads do not exist in the child, and an observer may hold their mutexes:
// what is left is one presence, of the loop that forked, and it is a fresh one. The others are
// leaked.
void forget_in_child() {
  state *fresh = new state;
  fresh->last_number = registry->last_number;
  fresh->of_parent = registry;
  registry = fresh;
  if (loop *l = current_loop()) {
    l->enter_registry();
    l->presence().set_thread(::gettid());
  }
}

// Never destroyed: threads may still run when static objects are.
state &the_registry() {
  static const bool made = [] {
    registry = new state;
    ::pthread_atfork(&lock_before_fork, &unlock_in_parent, &forget_in_child);
    return true;
  }();
  (void)made;
  return *registry;
}

} // namespace

std::shared_ptr<loop_presence> loop_registry::enter(loop &l) {
  state &all = the_registry();
  const std::lock_guard lock(all.mutex);
  all.loops.push_back(std::make_shared<loop_presence>(l, ++all.last_number));
  return all.loops.back();
}

void loop_registry::leave(loop_presence &p) noexcept {
  p.leave();
  state &all = the_registry();
  const std::lock_guard lock(all.mutex);
  const auto is_p = [&p](const auto &one) { return one.get() == &p; };
  all.loops.erase(std::remove_if(all.loops.begin(), all.loops.end(), is_p), all.loops.end());
}

std::vector<std::shared_ptr<loop_presence>> loop_registry::all() {
  state &all = the_registry();
  const std::lock_guard lock(all.mutex);
  return all.loops;
}

void loop_presence::leave() noexcept {
  const std::lock_guard lock(mutex_);
  loop_ = nullptr;
  wanted_ = nullptr;
  answered_.notify_all();
}

void loop_presence::answer() noexcept {
  const std::lock_guard lock(mutex_);
  asked_.store(false, std::memory_order_relaxed);
  if (!wanted_)
    return;
  capture_here(*loop_, *wanted_);
  wanted_ = nullptr;
  answered_.notify_all();
}

// One asks at a time: who comes second waits for the mutex, which the first holds but for its wait,
// and for its answer.
bool loop_presence::capture(loop_capture &into) {
  std::unique_lock lock(mutex_);
  if (loop_ && loop_ == current_loop()) {
    capture_here(*loop_, into);
    return true;
  }
  const auto until = std::chrono::steady_clock::now() + patience;
  answered_.wait_until(lock, until, [this] { return !wanted_; });
  if (!loop_)
    return false;
  if (wanted_)
    return capture_from_outside(*loop_, into);
  wanted_ = &into;
  asked_.store(true, std::memory_order_relaxed);
  loop_->letters().nudge();
  answered_.wait_until(lock, until, [this, &into] { return wanted_ != &into; });
  if (wanted_ != &into)
    return loop_ != nullptr;
  wanted_ = nullptr;
  return capture_from_outside(*loop_, into);
}

} // namespace coax::detail
