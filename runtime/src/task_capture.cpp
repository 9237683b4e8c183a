// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "task_capture.h"

#include "frame_pool.h"
#include "loop.h"

#include <algorithm>
#include <bit>
#include <coax/detail/promise.hpp>
#include <cstring>
#include <sys/uio.h>
#include <type_traits>
#include <unistd.h>

namespace coax::detail {

namespace {

/// Memory of this thread.
struct near_memory {
  static constexpr bool own_thread = true;
  static bool read(void *to, const void *from, std::size_t size) noexcept {
    std::memcpy(to, from, size);
    return true;
  }
};

/// Memory that another thread may change or free: a copy by the kernel, which fails where a load
/// would crash.
struct far_memory {
  static constexpr bool own_thread = false;
  static bool read(void *to, const void *from, std::size_t size) noexcept {
    const iovec local{to, size};
    const iovec remote{const_cast<void *>(from), size};
    return ::process_vm_readv(::getpid(), &local, 1, &remote, 1, 0) == static_cast<ssize_t>(size);
  }
};

template <class Memory, class T> bool read_as(T &to, const T *from) noexcept {
  static_assert(std::is_trivially_copyable_v<T>);
  return Memory::read(&to, from, sizeof(T));
}

/// The place and the name of strand_facts::origin.
template <class Memory> void read_origin(std::uintptr_t origin, captured_task &into) {
  struct {
    std::uintptr_t spawned_at;
    char name[name_capacity];
  } named{origin, {}};
  if (is_named(origin) && !Memory::read(&named, origin_of(origin), sizeof named))
    return;
  into.spawned_at = std::bit_cast<site>(named.spawned_at);
  named.name[name_capacity - 1] = '\0';
  into.name = named.name;
}

/// The places of a strand's frames, innermost first.
template <class Memory>
void read_stack(const promise_base *frame, captured_task &of, std::vector<site> &into) {
  of.first_frame = into.size();
  promise_base seen{site()};
  for (std::size_t i = 0; frame && i < most_frames && read_as<Memory>(seen, frame); ++i) {
    into.push_back(seen.awaiting);
    frame = seen.caller;
  }
  of.frames = into.size() - of.first_frame;
}

captured_task::state state_of(const strand_facts &facts, bool runs) noexcept {
  if (runs)
    return captured_task::state::running;
  return facts.waiting ? captured_task::state::waiting : captured_task::state::ready;
}

template <class Memory>
captured_task read_task(const strand *at, const strand_facts &facts, bool runs,
                        std::vector<site> &stack) {
  captured_task task;
  task.id = facts.id;
  task.parent = facts.spawned_by;
  task.at = at;
  task.is_spawned = facts.is_spawned;
  task.doing = state_of(facts, runs);
  task.cancelling = facts.cancel_requested;
  task.started = facts.started();
  read_origin<Memory>(facts.origin, task);
  if constexpr (Memory::own_thread)
    if (facts.waiting)
      task.waits_for = facts.waiting->what();
  read_stack<Memory>(facts.top, task, stack);
  return task;
}

template <class Memory> bool read_tasks(const loop &l, loop_capture &into) {
  const strand *const running = l.running();
  for (const strand *s = l.live(); s;) {
    strand_facts facts;
    if (!read_as<Memory>(facts, static_cast<const strand_facts *>(s)))
      return false;
    if (into.tasks.size() < most_tasks)
      into.tasks.push_back(read_task<Memory>(s, facts, s == running, into.stack));
    else if (++into.left_out > 100 * most_tasks)
      return false; // a circle
    s = facts.older;
  }
  std::reverse(into.tasks.begin(), into.tasks.end());
  return true;
}

bool same(const loop_capture &a, const loop_capture &b) {
  const auto same_task = [](const captured_task &x, const captured_task &y) {
    return x.id == y.id && x.at == y.at && x.frames == y.frames;
  };
  const auto same_site = [](const site &x, const site &y) {
    return std::memcmp(&x, &y, sizeof x) == 0;
  };
  return std::equal(a.tasks.begin(), a.tasks.end(), b.tasks.begin(), b.tasks.end(), same_task) &&
         std::equal(a.stack.begin(), a.stack.end(), b.stack.begin(), b.stack.end(), same_site);
}

} // namespace

void capture_here(const loop &l, loop_capture &into) {
  into = {};
  into.at = now();
  read_tasks<near_memory>(l, into);
  into.metrics = l.measured();
}

bool capture_from_outside(const loop &l, loop_capture &into) {
  const std::uint64_t before = l.beat();
  loop_capture again;
  into = {};
  into.stalled = true;
  into.at = l.bench ? time_of(*l.bench) : now();
  return read_tasks<far_memory>(l, into) && read_tasks<far_memory>(l, again) &&
         l.beat() == before && same(into, again);
}

bool capture_running_from_outside(const loop &l, captured_task &task, std::vector<site> &stack) {
  const std::uint64_t before = l.beat();
  const strand *running = l.running();
  loop_capture twice[2];
  for (loop_capture &seen : twice) {
    strand_facts facts;
    if (!running || !read_as<far_memory>(facts, static_cast<const strand_facts *>(running)))
      return false;
    seen.tasks.push_back(read_task<far_memory>(running, facts, true, seen.stack));
  }
  if (l.beat() != before || !same(twice[0], twice[1]))
    return false;
  task = twice[0].tasks[0];
  stack = twice[0].stack;
  return true;
}

} // namespace coax::detail
