// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "stall_watch.h"

#include "loop.h"
#include "loop_presence.h"
#include "source_text.h"
#include "thread_backtrace.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>
#include <unistd.h>
#include <utility>

namespace coax::detail {

namespace {

constexpr instant minute = 60'000'000'000;
constexpr std::size_t reports_per_minute = 5;
constexpr std::int64_t shortest_pause = 1'000'000;

std::string milliseconds(std::int64_t ns) { return std::to_string(ns / 1'000'000) + " ms"; }

std::string text_of_running(loop_presence &on) {
  captured_task task;
  std::vector<site> stack;
  bool seen = false;
  on.with_loop([&](const loop &l) { seen = capture_running_from_outside(l, task, stack); });
  if (!seen)
    return {};
  std::string text = "  in task " + std::to_string(task.id);
  if (!task.name.empty())
    text += " \"" + task.name + "\"";
  if (task.spawned_at.line())
    text += ", started by " + text_of(place_of(task.spawned_at));
  text += "; where each of its coroutines last awaited:\n";
  for (const site &at : stack)
    if (at.line())
      text += "    " + text_of(place_of(at)) + "\n";
  return text;
}

void write_all(const std::string &text) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
}

} // namespace

void stall_watch::run() {
  for (;;) {
    std::this_thread::sleep_for(std::chrono::nanoseconds(std::max(limit_ / 4, shortest_pause)));
    std::set<unsigned> present;
    for (const auto &presence : loop_registry::all()) {
      present.insert(presence->number());
      look(*presence);
    }
    for (auto it = looks_.begin(); it != looks_.end();)
      it = present.count(it->first) ? std::next(it) : looks_.erase(it);
  }
}

void stall_watch::look(loop_presence &at) {
  std::uint64_t beat = 0;
  bool runs = false;
  at.with_loop([&](const loop &l) {
    beat = l.beat();
    runs = l.running() != nullptr;
  });
  last_look &before = looks_[at.number()];
  const instant seen = now();
  if (!runs || beat != before.beat) {
    before = {beat, seen, false};
    return;
  }
  if (before.reported || seen - before.since < limit_)
    return;
  before.reported = true;
  at.count_stall();
  if (may_report(seen))
    write_all(report(at, seen - before.since));
}

bool stall_watch::may_report(instant at) {
  while (!reports_.empty() && at - reports_.front() >= minute)
    reports_.pop_front();
  if (reports_.size() >= reports_per_minute) {
    ++held_back_;
    return false;
  }
  reports_.push_back(at);
  return true;
}

std::string stall_watch::report(loop_presence &on, std::int64_t ns) {
  const pid_t thread = on.thread();
  std::string text = "coax: loop ";
  text += std::to_string(on.number()) + " has been held up for " + milliseconds(ns) + " (limit " +
          milliseconds(limit_) + "); thread " + std::to_string(thread);
  if (const std::string state = thread_state_text(thread); !state.empty())
    text.append(" is ").append(state);
  text += '\n';
  text += text_of_running(on);
  if (const std::string calls = thread_backtrace(thread); !calls.empty())
    text.append("  the thread, innermost call first (addr2line -e FILE OFFSET):\n").append(calls);
  if (held_back_ != 0) {
    text += "  not reported since the last one, as at most 5 a minute are: ";
    text += std::to_string(std::exchange(held_back_, 0));
    text += " stalls\n";
  }
  return text;
}

} // namespace coax::detail
