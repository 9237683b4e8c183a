// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop_pool.h"

#include "signal_mask.h"

#include <algorithm>
#include <coax/spawn.hpp>

namespace coax::detail {

loop_pool::loop_pool(loop &first, unsigned count) {
  if (count == 0)
    count = std::max(1U, std::thread::hardware_concurrency());
  all_.push_back(&first);
  for (unsigned i = 1; i < count; ++i)
    all_.push_back(&workers_.emplace_back(i - 1).here);
  for (loop *l : all_)
    l->pool = this;
  try {
    for (worker &w : workers_)
      start(w);
  } catch (...) {
    stop();
    throw;
  }
}

// Signals are for the main thread, whose waits they interrupt.
void loop_pool::start(worker &w) {
  const without_signals inherited;
  {
    const std::lock_guard lock(mutex_);
    ++running_;
  }
  try {
    w.thread = std::thread([this, &w] { serve(w); });
  } catch (...) {
    const std::lock_guard lock(mutex_);
    --running_;
    throw;
  }
}

void loop_pool::serve(worker &w) noexcept {
  const loop::on_this_thread here(w.here);
  w.here.run_until_stopped();
  w.here.files.drain(); // only this thread can
  std::unique_lock lock(mutex_);
  --running_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return stopped_ && ended_ == w.place; });
  lock.unlock();
  w.here.shut_down();
  lock.lock();
  ++ended_;
  changed_.notify_all();
}

void loop_pool::stop() noexcept {
  if (stopped_)
    return;
  all_.front()->files.drain();
  for (worker &w : workers_)
    if (w.thread.joinable())
      w.here.letters().post(&w.letter);
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return running_ == 0; });
    for (loop *l : all_) {
      keep_callers_of_offloads(*l);
      l->close();
    }
    stopped_ = true;
    changed_.notify_all();
  }
  for (worker &w : workers_)
    if (w.thread.joinable())
      w.thread.join();
}

bool loop_pool::has_stopped(const loop_address &l) const noexcept {
  return stopped_ && std::find(all_.begin(), all_.end(), l.of) != all_.end();
}

namespace {

/// The strand that awaits `s` from another loop; null: none does.
strand *caller_elsewhere(const strand &s) noexcept {
  return s.is_spawned && s.awaited_elsewhere ? static_cast<const spawned &>(s).joiner() : nullptr;
}

void keep(strand *waits) noexcept {
  for (; waits; waits = waits->parent()) {
    ++waits->in_flight;
    keep(caller_elsewhere(*waits));
  }
}

} // namespace

void keep_callers_of_offloads(const loop &l) noexcept {
  for (strand *s = l.live(); s; s = s->older)
    if (s->in_flight)
      keep(caller_elsewhere(*s));
}

// The threads of the others do not exist in the child.
void loop_pool::forget_others_after_fork(loop &mine) noexcept {
  static std::deque<worker> *of_parent = nullptr; // keeps them reachable for leak checkers
  for (loop *l : all_)
    if (l != &mine)
      l->letters().close();
  all_.assign(1, &mine);
  of_parent = new std::deque<worker>(std::move(workers_));
  (void)of_parent;
  workers_.clear();
  running_ = 0;
}

} // namespace coax::detail
