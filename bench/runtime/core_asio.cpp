// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rows on Asio's awaitable, in its own idioms: co_spawn with use_awaitable is spawn and join, a
// channel of capacity one is its mutex, `||` with a timer is its time limit. One io_context, one
// thread, told so.
#include "core.h"

#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>
#include <memory>

namespace core {

namespace {

using namespace std::chrono_literals;
using asio::awaitable;
using asio::use_awaitable;

void run(awaitable<void> work) {
  asio::io_context context(1);
  asio::co_spawn(context, std::move(work), asio::detached);
  context.run();
}

awaitable<int> child(int n) { co_return n; }

awaitable<void> await_children(long count) {
  volatile long sum = 0;
  for (long i = 0; i < count; ++i)
    sum = sum + co_await child(1);
}

sample await_child() {
  return measure(1'000'000, [] { run(await_children(1'000'000)); });
}

awaitable<int> chain(int depth) {
  if (depth == 0)
    co_return 0;
  const int below = co_await chain(depth - 1);
  co_return below + 1;
}

awaitable<void> await_chains(int count) {
  for (int i = 0; i < count; ++i)
    co_await chain(chain_depth);
}

sample await_chain() {
  return measure(500L * chain_depth, [] { run(await_chains(500)); });
}

awaitable<void> yield_often(int count) {
  auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < count; ++i)
    co_await asio::post(executor, use_awaitable);
}

sample yield_ring() {
  return measure(5000L * ring_size, [] {
    asio::io_context context(1);
    for (int i = 0; i < ring_size; ++i)
      asio::co_spawn(context, yield_often(5000), asio::detached);
    context.run();
  });
}

awaitable<void> spawn_and_join(int count) {
  auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < count; ++i)
    co_await asio::co_spawn(executor, child(i), use_awaitable);
}

sample spawn_join() {
  return measure(200'000, [] { run(spawn_and_join(200'000)); });
}

/// Starts `count` tasks and waits for all; their results go to `results`.
template <class Make>
awaitable<void> start_and_wait(int count, Make make, std::vector<int> &results) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer all_ended(executor, asio::steady_timer::time_point::max());
  int running = count;
  for (int i = 0; i < count; ++i) {
    auto ended = [&, i](std::exception_ptr, int result) {
      results[static_cast<std::size_t>(i)] = result;
      if (--running == 0)
        all_ended.cancel();
    };
    asio::co_spawn(executor, make(i), ended);
  }
  asio::error_code ignored;
  co_await all_ended.async_wait(asio::redirect_error(use_awaitable, ignored));
}

awaitable<void> spawn_many_and_join(int rounds, int count) {
  std::vector<int> results(static_cast<std::size_t>(count));
  for (int i = 0; i < rounds; ++i)
    co_await start_and_wait(count, child, results);
}

sample spawn_join_many() {
  return measure(200'000, [] { run(spawn_many_and_join(200, 1000)); });
}

awaitable<int> yield_once(int n) {
  co_await asio::post(use_awaitable);
  co_return n;
}

awaitable<void> gather_all(int rounds) {
  for (int i = 0; i < rounds; ++i) {
    std::vector<int> all(gathered);
    co_await start_and_wait(gathered, yield_once, all);
  }
}

sample gather() {
  return measure(10L * gathered, [] { run(gather_all(10)); });
}

awaitable<void> time_limits(int count) {
  using namespace asio::experimental::awaitable_operators;
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  for (int i = 0; i < count; ++i) {
    timer.expires_after(1h);
    co_await (timer.async_wait(use_awaitable) || asio::post(executor, use_awaitable));
  }
}

sample timer_cancelled() {
  return measure(100'000, [] { run(time_limits(100'000)); });
}

using int_channel = asio::experimental::channel<void(asio::error_code, int)>;

awaitable<void> lock_often(int_channel &m, int count) {
  auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < count; ++i) {
    co_await m.async_send(asio::error_code(), 0, use_awaitable);
    co_await asio::post(executor, use_awaitable);
    m.try_receive([](asio::error_code, int) {});
  }
}

sample mutex_ping_pong() {
  return measure(200'000, [] {
    asio::io_context context(1);
    int_channel m(context, 1);
    asio::co_spawn(context, lock_often(m, 100'000), asio::detached);
    asio::co_spawn(context, lock_often(m, 100'000), asio::detached);
    context.run();
  });
}

awaitable<void> produce(int_channel &c, int count) {
  for (int i = 0; i < count; ++i)
    co_await c.async_send(asio::error_code(), i, use_awaitable);
  c.close();
}

awaitable<void> consume(int_channel &c) {
  for (asio::error_code end; !end;)
    co_await c.async_receive(asio::redirect_error(use_awaitable, end));
}

sample queue() {
  return measure(queued, [] {
    asio::io_context context(1);
    int_channel c(context, queue_capacity);
    asio::co_spawn(context, produce(c, queued), asio::detached);
    asio::co_spawn(context, consume(c), asio::detached);
    context.run();
  });
}

awaitable<void> throw_through(int frames) {
  if (frames == 0)
    throw 1;
  co_await throw_through(frames - 1);
}

awaitable<void> catch_often(int count) {
  for (int i = 0; i < count; ++i) {
    try {
      co_await throw_through(frames_thrown_through);
    } catch (int) {
    }
  }
}

sample exception() {
  return measure(5000, [] { run(catch_often(5000)); });
}

awaitable<void> sleep_for(std::chrono::steady_clock::duration time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> cancel_all() {
  auto executor = co_await asio::this_coro::executor;
  std::vector<std::unique_ptr<asio::cancellation_signal>> signals;
  asio::steady_timer all_ended(executor, asio::steady_timer::time_point::max());
  int running = sleepers;
  for (int i = 0; i < sleepers; ++i) {
    signals.push_back(std::make_unique<asio::cancellation_signal>());
    auto ended = [&](std::exception_ptr) {
      if (--running == 0)
        all_ended.cancel();
    };
    asio::co_spawn(executor, sleep_for(1h),
                   asio::bind_cancellation_slot(signals.back()->slot(), ended));
  }
  co_await asio::post(executor, use_awaitable);
  for (auto &signal : signals)
    signal->emit(asio::cancellation_type::terminal);
  asio::error_code ignored;
  co_await all_ended.async_wait(asio::redirect_error(use_awaitable, ignored));
}

sample cancel_sleepers() {
  return measure(sleepers, [] { run(cancel_all()); });
}

void run_sleepers(long tasks, void (*asleep)()) {
  asio::io_context context(1);
  for (long i = 0; i < tasks; ++i)
    asio::co_spawn(context, sleep_for(std::chrono::seconds(sleep_seconds)), asio::detached);
  asio::post(context, asleep);
  context.run();
}

} // namespace

library asio_library() {
  return {"asio",     nullptr,         1,           await_child,     await_chain,     yield_ring,
          spawn_join, spawn_join_many, gather,      timer_cancelled, mutex_ping_pong, queue,
          exception,  cancel_sleepers, run_sleepers};
}

} // namespace core
