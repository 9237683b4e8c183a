// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lane.h"
#include "signal_mask.h"

#include "virtual_time.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <new>
#include <pthread.h>
#include <system_error>
#include <thread>
#include <utility>

namespace coax::detail {

namespace {

using namespace std::chrono_literals;
constexpr auto idle_time = 10s;
constexpr auto stall_time = 10ms;

unsigned most_threads() {
  const char *text = std::getenv("COAX_OFFLOAD_THREADS");
  const long wanted = text ? std::strtol(text, nullptr, 10) : 0;
  return wanted > 0 ? static_cast<unsigned>(wanted) : 512;
}

unsigned prompt_threads(unsigned most) {
  return std::min(most, std::max(4U, 2 * std::thread::hardware_concurrency()));
}

} // namespace

namespace {

struct all_lanes {
  explicit all_lanes(unsigned most)
      : general(prompt_threads(most), most), file(std::min(4U, most), most),
        dns(std::min(4U, most), most), process(1, most, true), most(most) {}
  lane general, file, dns, process;
  unsigned most;
};

all_lanes *lanes = nullptr;

// No thread but the one that forked lives on in the child, and what the others held stays locked:
// the child starts anew, without touching the heap.
void forget_threads_in_child() { ::new (lanes) all_lanes(lanes->most); }

// Never destroyed: their threads may still run when static objects are.
all_lanes &make_lanes() {
  lanes = new all_lanes(most_threads());
  ::pthread_atfork(nullptr, nullptr, &forget_threads_in_child);
  return *lanes;
}

} // namespace

lane &lane_of(lane_kind kind) {
  static all_lanes &all = make_lanes();
  switch (kind) {
  case lane_kind::file:
    return all.file;
  case lane_kind::dns:
    return all.dns;
  case lane_kind::process:
    return all.process;
  case lane_kind::general:
    break;
  }
  return all.general;
}

// Called with mutex_ held. When the system refuses a thread, those that run take the work.
void lane::start_thread(void (lane::*body)()) {
  const without_signals inherited;
  try {
    std::thread([this, body] { (this->*body)(); }).detach();
  } catch (const std::exception &) { // no thread, or no memory for one
    if (body == &lane::watch)
      watched_ = false;
    else if (--threads_ == 0)
      throw;
  }
}

offload_metrics measure_lanes() {
  offload_metrics sum;
  for (const lane_kind kind :
       {lane_kind::general, lane_kind::file, lane_kind::dns, lane_kind::process})
    lane_of(kind).add_to(sum);
  return sum;
}

void lane::add_to(offload_metrics &sum) noexcept {
  const std::lock_guard lock(mutex_);
  sum.threads += threads_;
  sum.queued += queued_;
  for (std::size_t i = 0; i < sum.wait.counts.size(); ++i)
    sum.wait.counts[i] += waits_.seen().counts[i];
}

// A thread that is told inside the lock would wake only to wait for it.
void lane::submit(lane_job &work) {
  work.submitted_at = real_now();
  if (append(work))
    work_.notify_one();
}

/// Whether an idle thread is to be told; not while one is on its way. mutex_ held.
bool lane::call_one() noexcept { return !std::exchange(called_, true); }

/// Whether an idle thread is to be told.
bool lane::append(lane_job &work) {
  const std::lock_guard lock(mutex_);
  const bool tell = provide_for_one_more();
  work.next_queued = nullptr;
  *last_ = &work;
  last_ = &work.next_queued;
  ++queued_;
  return tell;
}

/// Sees to a thread for a job that is about to be queued, with mutex_ held all the while. Whether
/// an idle one is to be told.
bool lane::provide_for_one_more() {
  if (queued_ < idle_)
    return call_one();
  if (threads_ < prompt_) {
    ++threads_;
    start_thread(&lane::serve);
  } else if (!watched_ && threads_ < most_) {
    watched_ = true;
    start_thread(&lane::watch);
  }
  return false;
}

bool lane::withdraw(lane_job &work) noexcept {
  const std::lock_guard lock(mutex_);
  for (lane_job **at = &first_; *at; at = &(*at)->next_queued)
    if (*at == &work) {
      *at = work.next_queued;
      if (!*at)
        last_ = at;
      --queued_;
      return true;
    }
  return false;
}

/// False after a while without any.
bool lane::wait_for_work(std::unique_lock<std::mutex> &lock) {
  const auto until = std::chrono::steady_clock::now() + idle_time;
  bool in_time = true;
  while (!first_ && in_time) {
    if (lasting_)
      work_.wait(lock);
    else
      in_time = work_.wait_until(lock, until) == std::cv_status::no_timeout;
    called_ = false;
  }
  return first_ != nullptr;
}

/// The oldest job, or null after a while without any.
lane_job *lane::take(std::unique_lock<std::mutex> &lock) {
  ++idle_;
  const bool found = wait_for_work(lock);
  --idle_;
  if (!found)
    return nullptr;
  lane_job *work = first_;
  first_ = work->next_queued;
  if (!first_)
    last_ = &first_;
  --queued_;
  ++taken_;
  waits_.add(real_now() - work->submitted_at);
  return work;
}

void lane::serve() {
  std::unique_lock lock(mutex_);
  while (lane_job *work = take(lock)) {
    const bool call = first_ && idle_ && call_one();
    lock.unlock();
    if (call)
      work_.notify_one();
    work->run_and_post();
    lock.lock();
  }
  --threads_;
}

void lane::watch() {
  std::unique_lock lock(mutex_);
  while (first_ && threads_ < most_) {
    const unsigned long before = taken_;
    lock.unlock();
    std::this_thread::sleep_for(stall_time);
    lock.lock();
    if (first_ && taken_ == before && threads_ < most_) {
      ++threads_;
      start_thread(&lane::serve);
    }
  }
  watched_ = false;
}

} // namespace coax::detail
