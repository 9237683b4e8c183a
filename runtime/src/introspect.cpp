// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "lane.h"
#include "loop.h"
#include "loop_presence.h"
#include "source_text.h"

#include <algorithm>
#include <coax/detail/promise.hpp>
#include <coax/introspect.hpp>
#include <unordered_map>

namespace coax {

using detail::captured_task;
using detail::loop_capture;
using detail::strand;

namespace {

/// The captured tasks of one loop by their id.
using by_id = std::unordered_map<std::uint64_t, const captured_task *>;

task_state state_of(captured_task::state s) noexcept {
  switch (s) {
  case captured_task::state::running:
    return task_state::running;
  case captured_task::state::ready:
    return task_state::ready;
  case captured_task::state::waiting:
    break;
  }
  return task_state::waiting;
}

std::vector<source_place> stack_of(const captured_task &task, const loop_capture &in) {
  std::vector<source_place> stack;
  for (std::size_t i = 0; i < task.frames; ++i)
    stack.push_back(detail::place_of(in.stack[task.first_frame + i]));
  return stack;
}

/// An arm was not spawned: it was started where the task that started it waits for it.
source_place place_of_start(const captured_task &task, const by_id &all, const loop_capture &in) {
  if (task.spawned_at.line() != 0 || task.is_spawned)
    return detail::place_of(task.spawned_at);
  const auto above = all.find(task.parent);
  if (above == all.end())
    return {};
  for (const source_place &place : stack_of(*above->second, in))
    if (!detail::is_of_runtime(place.function))
      return place;
  return {};
}

void append_tasks(std::vector<task_info> &to, unsigned number, const loop_capture &in) {
  by_id all;
  for (const captured_task &task : in.tasks)
    all.emplace(task.id, &task);
  for (const captured_task &task : in.tasks) {
    task_info info;
    info.id = task.id;
    info.parent = all.count(task.parent) ? task.parent : 0;
    info.loop = number;
    info.name = task.name;
    info.state = state_of(task.doing);
    info.cancelling = task.cancelling;
    info.waits_for = task.waits_for;
    info.age = std::chrono::nanoseconds(in.at - task.started);
    info.spawned_at = place_of_start(task, all, in);
    info.stack = stack_of(task, in);
    to.push_back(std::move(info));
  }
}

} // namespace

void name_task(std::string_view name) {
  strand *task = detail::current_strand();
  if (!task)
    throw misuse("coax::name_task called outside of a task");
  task->set_name(name.data(), name.size());
}

std::vector<task_info> live_tasks() {
  std::vector<task_info> tasks;
  for (const auto &presence : detail::loop_registry::all())
    if (loop_capture seen; presence->capture(seen))
      append_tasks(tasks, presence->number(), seen);
  return tasks;
}

std::string dump_tasks() {
  std::string text;
  for (const task_info &task : live_tasks())
    detail::append_text(text, task);
  return text;
}

std::vector<loop_metrics> metrics() {
  std::vector<loop_metrics> all;
  for (const auto &presence : detail::loop_registry::all()) {
    loop_capture seen;
    if (!presence->capture(seen))
      continue;
    loop_metrics one;
    one.loop = presence->number();
    one.thread = presence->thread();
    one.stalls = presence->stalls();
    one.stalled = seen.stalled;
    one.live_tasks = seen.tasks.size() + seen.left_out;
    one.live_frames = seen.metrics.live_frames;
    one.ready = seen.metrics.ready;
    one.turns = seen.metrics.turns;
    one.jobs = seen.metrics.jobs;
    one.lag = seen.metrics.lag;
    all.push_back(one);
  }
  return all;
}

offload_metrics pool_metrics() { return detail::measure_lanes(); }

std::uint64_t histogram::total() const noexcept {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : counts)
    sum += count;
  return sum;
}

std::chrono::nanoseconds histogram::below(double part) const noexcept {
  const std::uint64_t all = total();
  if (all == 0)
    return std::chrono::nanoseconds(0);
  const auto wanted = part * static_cast<double>(all);
  std::uint64_t seen = 0;
  std::size_t i = 0;
  while (i + 1 < counts.size() && static_cast<double>(seen += counts[i]) < wanted)
    ++i;
  return std::chrono::nanoseconds(std::int64_t{1} << i);
}

} // namespace coax
