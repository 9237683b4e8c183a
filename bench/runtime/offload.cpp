// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// offload(): the round trip to a pool thread and back, and how many a second, beside std::async and
// a plain thread pool. The sides take turns, medians are printed.
//
//   offload_bench [rounds]
#include "median.h"

#include <chrono>
#include <coax/coax.hpp>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <ranges>
#include <thread>

namespace {

using clock_type = std::chrono::steady_clock;

constexpr int trips = 2000;
constexpr int jobs = 20'000;

/// What one would write by hand: a queue, a mutex, a condition variable.
class plain_pool {
public:
  explicit plain_pool(unsigned count) {
    for (unsigned i = 0; i < count; ++i)
      threads_.emplace_back([this] { serve(); });
  }
  ~plain_pool() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    work_.notify_all();
    for (std::thread &one : threads_)
      one.join();
  }
  template <class F> std::future<int> submit(F fn) {
    std::packaged_task<int()> job(std::move(fn));
    std::future<int> result = job.get_future();
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(std::move(job));
    }
    work_.notify_one();
    return result;
  }

private:
  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      work_.wait(lock, [this] { return ending_ || !queue_.empty(); });
      if (queue_.empty())
        return;
      std::packaged_task<int()> job = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      job();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::packaged_task<int()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

using times = std::vector<double>; // ns

double share(times all, double part) {
  std::sort(all.begin(), all.end());
  return all[static_cast<std::size_t>(part * static_cast<double>(all.size() - 1))];
}

double since(clock_type::time_point begin) {
  return std::chrono::duration<double, std::nano>(clock_type::now() - begin).count();
}

int work() { return 1; }

template <class Trip> times measure(Trip &&trip) {
  times all;
  for (int i = 0; i < trips; ++i) {
    const auto begin = clock_type::now();
    trip();
    all.push_back(since(begin));
  }
  return all;
}

coax::task<void> trips_of_coax(times &all) {
  for (int i = 0; i < trips; ++i) {
    const auto begin = clock_type::now();
    co_await coax::offload(work);
    all.push_back(since(begin));
  }
}

times round_trips_coax() {
  times all;
  coax::run(trips_of_coax(all));
  return all;
}

coax::task<void> offload_all() {
  auto all =
      std::views::iota(0, jobs) | std::views::transform([](int) { return coax::offload(work); });
  co_await coax::gather(all);
}

template <class Run> double rate(Run &&run) {
  const auto begin = clock_type::now();
  run();
  return jobs / since(begin) * 1e9;
}

double all_async() {
  return rate([] {
    // A thread each: as many at once as a program would dare.
    for (int done = 0; done < jobs;) {
      std::vector<std::future<int>> some;
      for (int i = 0; i < 64 && done < jobs; ++i, ++done)
        some.push_back(std::async(std::launch::async, work));
      for (auto &one : some)
        one.get();
    }
  });
}

double all_pool(plain_pool &pool) {
  return rate([&pool] {
    std::vector<std::future<int>> all;
    for (int i = 0; i < jobs; ++i)
      all.push_back(pool.submit(work));
    for (auto &one : all)
      one.get();
  });
}

} // namespace

int main(int argc, char **argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 7;
  plain_pool pool(std::max(4U, 2 * std::thread::hardware_concurrency()));
  const std::vector<std::pair<const char *, std::function<times()>>> sides{
      {"coax::offload", round_trips_coax},
      {"std::async", [] { return measure([] { std::async(std::launch::async, work).get(); }); }},
      {"thread pool", [&pool] { return measure([&pool] { pool.submit(work).get(); }); }}};
  std::vector<times> p50(sides.size()), p99(sides.size());
  for (int round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < sides.size(); ++i) {
      const times all = sides[i].second();
      p50[i].push_back(share(all, 0.50));
      p99[i].push_back(share(all, 0.99));
    }
  std::printf("%-34s %-16s %10s %10s\n", "round trip, us", "", "p50", "p99");
  for (std::size_t i = 0; i < sides.size(); ++i)
    std::printf("%-34s %-16s %10.1f %10.1f\n", "", sides[i].first, bench::median(p50[i]) / 1e3,
                bench::median(p99[i]) / 1e3);
  bench::compare("20000 functions",
                 {{"coax::offload", [] { return rate([] { coax::run(offload_all()); }); }},
                  {"std::async, 64 at once", all_async},
                  {"thread pool", [&pool] { return all_pool(pool); }}},
                 rounds, "a second");
}
