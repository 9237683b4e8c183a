// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "test_bench.h"

#include "loop.h"

#include <algorithm>
#include <coax/introspect.hpp>
#include <cstdio>
#include <ctime>
#include <exception>

namespace coax::detail {

[[gnu::tls_model("initial-exec")]] thread_local constinit test_bench *bench_here = nullptr;

std::int64_t time_of(const test_bench &bench) noexcept { return bench.time(); }

std::int64_t real_now() noexcept {
  timespec t;
  ::clock_gettime(CLOCK_MONOTONIC, &t);
  return std::int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

std::uint64_t random_numbers::next() noexcept {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

namespace {

constexpr instant first_second = 1'000'000'000; // not 0, which to waits means "not known"
constexpr std::uint64_t other_stream = 0xda3e39cb94b95bdb;
/// Beyond it a task with a seed lets others run, at the latest.
constexpr std::uint64_t most_operations = 8;

} // namespace

test_bench::test_bench(const testing::options &how)
    : how_(how), order_(how.seed), chance_(how.seed ^ other_stream), time_(first_second) {
  bench_here = this;
}

test_bench::~test_bench() { bench_here = nullptr; }

void test_bench::begin_turn(job *&first, job **&last, int &jobs, int &operations) noexcept {
  ready_.clear();
  for (job *j = first; j; j = j->next)
    ready_.push_back(j);
  jobs = static_cast<int>(ready_.size());
  if (jobs == 0)
    return;
  idle_since_ = 0;
  if (how_.seed == 0)
    return;
  operations = 1 + static_cast<int>(order_.below(most_operations));
  for (std::size_t left = ready_.size(); left > 1; --left)
    std::swap(ready_[left - 1], ready_[order_.below(left)]);
  last = &first;
  for (job *j : ready_) {
    *last = j;
    last = &j->next;
  }
  *last = nullptr;
}

instant test_bench::rest(loop &l) {
  if (l.works_elsewhere())
    return never;
  if (!idle_since_)
    idle_since_ = real_now();
  const std::int64_t idle = real_now() - idle_since_;
  if (idle < how_.settle.count() && l.descriptors.has_waiters())
    return after(how_.settle.count() - idle);
  if (go_on(l))
    return 0;
  if (idle >= how_.stuck_after.count()) {
    give_up(l, how_.autojump
                   ? "every task waits for another, or for what does not come from outside"
                   : "every task waits, and no advance() lets time go on");
    return 0;
  }
  return after(how_.stuck_after.count() - idle);
}

/// To the next deadline, or to the end of an advance() before it. False when there is neither.
bool test_bench::go_on(loop &l) {
  const instant next = std::min(l.timers.next(), l.descriptors.next_check());
  advance_wait *first = first_advance_;
  for (advance_wait *w = first; w; w = w->next_)
    if (w->until_ < first->until_)
      first = w;
  if (first && first->until_ < next) {
    set_time(std::max(time(), first->until_));
    first->end();
    return true;
  }
  if (next == never || (!first && !how_.autojump))
    return false;
  if (stuck_.empty() && next - first_second > how_.limit.count())
    give_up(l, "the limit of virtual time has passed");
  else
    set_time(std::max(time(), next));
  return true;
}

// A task that waits in a shield() is out of reach.
void test_bench::give_up(loop &l, const char *reason) {
  if (!stuck_.empty()) {
    std::fprintf(stderr, "coax: %s\nand the main task does not end when it is cancelled\n",
                 stuck_.c_str());
    std::terminate();
  }
  stuck_ = std::string("testing::run was given up: ") + reason + "\n" + dump_tasks();
  idle_since_ = 0;
  l.main->cancel();
}

void test_bench::add(advance_wait &w) noexcept {
  w.next_ = first_advance_;
  first_advance_ = &w;
}

void test_bench::remove(advance_wait &w) noexcept {
  for (advance_wait **link = &first_advance_; *link; link = &(*link)->next_)
    if (*link == &w) {
      *link = w.next_;
      return;
    }
}

} // namespace coax::detail
