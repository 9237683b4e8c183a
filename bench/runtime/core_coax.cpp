// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core.h"

#include <coax/coax.hpp>
#include <ranges>

namespace core {

namespace {

using namespace std::chrono_literals;

coax::task<int> child(int n) { co_return n; }

coax::task<long> await_children(long count) {
  long sum = 0;
  for (long i = 0; i < count; ++i)
    sum += co_await child(1);
  co_return sum;
}

sample await_child() {
  return measure(1'000'000, [] { coax::run(await_children(1'000'000)); });
}

coax::task<int> chain(int depth) {
  if (depth == 0)
    co_return 0;
  const int below = co_await chain(depth - 1);
  co_return below + 1;
}

coax::task<void> await_chains(int count) {
  for (int i = 0; i < count; ++i)
    co_await chain(chain_depth);
}

sample await_chain() {
  return measure(500L * chain_depth, [] { coax::run(await_chains(500)); });
}

coax::task<void> yield_often(int count) {
  for (int i = 0; i < count; ++i)
    co_await coax::yield();
}

coax::task<void> ring(int yields) {
  std::vector<coax::handle<void>> tasks;
  for (int i = 0; i < ring_size; ++i)
    tasks.push_back(coax::spawn(yield_often, yields));
  for (auto &task : tasks)
    co_await task.join();
}

sample yield_ring() {
  return measure(5000L * ring_size, [] { coax::run(ring(5000)); });
}

coax::task<void> spawn_and_join(int count) {
  for (int i = 0; i < count; ++i) {
    auto task = coax::spawn(child, i);
    co_await task.join();
  }
}

sample spawn_join() {
  return measure(200'000, [] { coax::run(spawn_and_join(200'000)); });
}

coax::task<void> spawn_many_and_join(int rounds, int count) {
  std::vector<coax::handle<int>> tasks;
  for (int round = 0; round < rounds; ++round) {
    tasks.clear();
    for (int i = 0; i < count; ++i)
      tasks.push_back(coax::spawn(child, i));
    for (auto &task : tasks)
      co_await task.join();
  }
}

sample spawn_join_many() {
  return measure(200'000, [] { coax::run(spawn_many_and_join(200, 1000)); });
}

coax::task<int> yield_once(int n) {
  co_await coax::yield();
  co_return n;
}

coax::task<void> gather_all(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    auto numbers = std::views::iota(0, gathered);
    auto tasks = numbers | std::views::transform(yield_once);
    const std::vector<int> all = co_await coax::gather(tasks);
  }
}

sample gather() {
  return measure(10L * gathered, [] { coax::run(gather_all(10)); });
}

coax::task<void> time_limits(int count) {
  for (int i = 0; i < count; ++i)
    co_await coax::move_on_after(1h, coax::yield());
}

sample timer_cancelled() {
  return measure(100'000, [] { coax::run(time_limits(100'000)); });
}

coax::task<void> lock_often(coax::mutex &m, int count) {
  for (int i = 0; i < count; ++i) {
    co_await m.lock();
    co_await coax::yield();
    m.unlock();
  }
}

coax::task<void> two_lockers(int count) {
  coax::mutex m;
  co_await coax::gather(lock_often(m, count), lock_often(m, count));
}

sample mutex_ping_pong() {
  return measure(200'000, [] { coax::run(two_lockers(100'000)); });
}

coax::task<void> produce(coax::channel<int> &c, int count) {
  for (int i = 0; i < count; ++i)
    co_await c.send(i);
  c.close();
}

coax::task<void> consume(coax::channel<int> &c) {
  for (;;) {
    const std::optional<int> item = co_await c.receive();
    if (!item)
      break;
  }
}

coax::task<void> pass_items(int count) {
  coax::channel<int> c(queue_capacity);
  co_await coax::gather(produce(c, count), consume(c));
}

sample queue() {
  return measure(queued, [] { coax::run(pass_items(queued)); });
}

coax::task<void> throw_through(int frames) {
  if (frames == 0)
    throw 1;
  co_await throw_through(frames - 1);
}

coax::task<void> catch_often(int count) {
  for (int i = 0; i < count; ++i) {
    try {
      co_await throw_through(frames_thrown_through);
    } catch (int) {
    }
  }
}

sample exception() {
  return measure(5000, [] { coax::run(catch_often(5000)); });
}

coax::task<void> sleep_long() { co_await coax::sleep_for(1h); }

coax::task<void> cancel_all() {
  std::vector<coax::handle<void>> tasks;
  for (int i = 0; i < sleepers; ++i)
    tasks.push_back(coax::spawn(sleep_long));
  co_await coax::yield();
  for (auto &task : tasks)
    task.cancel();
  for (auto &task : tasks) {
    try {
      co_await task.join();
    } catch (const coax::cancelled &) {
    }
  }
}

sample cancel_sleepers() {
  return measure(sleepers, [] { coax::run(cancel_all()); });
}

coax::task<void> sleep_a_while() { co_await coax::sleep_for(std::chrono::seconds(sleep_seconds)); }

coax::task<void> sleep_together(long tasks, void (*asleep)()) {
  auto body = [tasks, asleep](coax::group &g) -> coax::task<void> {
    for (long i = 0; i < tasks; ++i)
      g.start(sleep_a_while);
    co_await coax::yield();
    asleep();
  };
  co_await coax::with_group(body);
}

void run_sleepers(long tasks, void (*asleep)()) { coax::run(sleep_together(tasks, asleep)); }

} // namespace

library coax_library() {
  return {"coax",     nullptr,         1,           await_child,     await_chain,     yield_ring,
          spawn_join, spawn_join_many, gather,      timer_cancelled, mutex_ping_pong, queue,
          exception,  cancel_sleepers, run_sleepers};
}

} // namespace core
