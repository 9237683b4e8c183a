// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For tests: a loop with virtual time, tasks that run in an order made from a seed, and operations
// that fail as the kernel might let them.
#pragma once

#include <coax/clock.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

namespace coax::testing {

/// A kind of operation that can be made to fail. The names cover their variants: `recv` is also
/// recvfrom, recvmsg and what the streams do with them; `read` is also readv.
enum class operation : unsigned char {
  accept,
  connect,
  recv,
  send,
  read,
  write,
  pread,
  pwrite,
  open,
  sync, ///< fsync, fdatasync
  poll, ///< select too
  getaddrinfo,
};

/// One operation that is about to be tried.
struct attempt {
  operation what;
  int fd;               ///< -1: of getaddrinfo and open
  std::size_t size;     ///< bytes asked for; 0 where there are none
  std::uint64_t number; ///< 1 for the first attempt of the run
};

/// What becomes of an attempt instead.
struct fault {
  /// It ends with this errno, or getaddrinfo with this EAI_ value, before anything was done; 0: it
  /// goes on.
  int error = 0;
  /// Bytes that it transfers at most; less than 1 counts as 1.
  std::size_t at_most = SIZE_MAX;
  /// The connection is reset before: both ends find that out as from the kernel. `error` is then
  /// ECONNRESET unless given.
  bool reset = false;
};

/// Which attempts fail, by chance or by a script. Chances are from 0 to 1, decided by the seed, and
/// apply where the call could end so: a task that is spared once after each error can get on.
struct faults {
  double interrupt = 0;   ///< EINTR, of calls that may wait, other than on files on disk
  double short_read = 0;  ///< less than asked for, of streams, pipes and files
  double short_write = 0; ///< as after a signal; of non-blocking descriptors as of full buffers
  double would_block = 0; ///< EAGAIN, of sends and writes on what the program made non-blocking
  double no_buffers = 0;  ///< ENOBUFS, of sends
  double reset = 0;       ///< of connections that receive or send
  double lookup = 0;      ///< EAI_AGAIN, of names that are not numeric
  /// Files use threads, as where io_uring is forbidden.
  bool no_io_uring = false;
  /// Asked first, for every attempt; nullopt leaves it to chance. Called on the loop thread, and
  /// may not throw.
  std::function<std::optional<fault>(const attempt &)> script = {};
};

struct options {
  /// What the order of tasks and the faults are made from. 0: tasks run in the order in which they
  /// became ready, as outside of tests. Others: each time all that are ready are shuffled, and how
  /// many operations a task does before it lets others run varies. What coax promises holds in
  /// every order: a yield lets all others run, locks and channels serve in order of arrival.
  std::uint64_t seed = 0;
  /// Whether time goes on by itself when all tasks wait; else only in advance().
  bool autojump = true;
  /// How long, in real time, nothing may happen to descriptors that tasks wait for before time goes
  /// on: what one task has sent another is on its way in the kernel, mostly for no time at all.
  std::chrono::nanoseconds settle = std::chrono::milliseconds(1);
  /// How long, in real time, nothing may happen at all before the run is given up: every task waits
  /// for another, or for something outside that does not come.
  std::chrono::nanoseconds stuck_after = std::chrono::seconds(10);
  /// The run is given up when virtual time has gone on for longer.
  std::chrono::nanoseconds limit = std::chrono::nanoseconds::max();
  testing::faults faults = {};
};

/// Thrown by run() when it was given up: the main task was then cancelled. what() has the reason
/// and the live tasks, each with where it waits.
class stuck : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// Thrown by explore(), with the failure itself nested in it (std::rethrow_if_nested).
class seed_failed : public std::runtime_error {
public:
  seed_failed(std::uint64_t seed, const std::string &why)
      : std::runtime_error("with the seed " + std::to_string(seed) + ": " + why), seed_(seed) {}
  std::uint64_t seed() const noexcept { return seed_; }

private:
  std::uint64_t seed_;
};

} // namespace coax::testing

namespace coax::detail {

void run_tested(root_strand &root, promise_base &first, const call_site &from,
                const testing::options &how);

/// Calls once(options) for each seed, or for COAX_SEED only.
void explore_seeds(unsigned count, testing::options how,
                   const std::function<void(const testing::options &)> &once);

task<void> advance_ns(std::int64_t ns);

} // namespace coax::detail

namespace coax::testing {

/// coax::run() with virtual time, which begins at 1 s and stands still while a task runs. When all
/// tasks wait it goes on to the next deadline at once, and exactly to it. It does not while
/// functions of offload() run, files are transferred or names looked up: those take real time, and
/// so does what tasks wait for outside: child processes, other programs, threads of the program.
/// Throws stuck; misuse as coax::run().
template <class T>
T run(const options &how, task<T> &&main, detail::call_site from = {detail::site::current()}) {
  detail::root_strand root;
  detail::run_tested(root, main.unstarted(detail::address_of(from.at)).promise(), from, how);
  return main.frame().promise().take();
}

/// run(how, fn(args...)).
template <class F, class... Args>
requires detail::is_task<decltype(std::declval<F>()(std::declval<Args>()...))>
auto run(const options &how, F &&fn, Args &&...args) {
  return run(how, std::forward<F>(fn)(std::forward<Args>(args)...), detail::call_site());
}

/// clock::now(): the virtual time in a run().
inline clock::time_point now() noexcept { return clock::now(); }

/// Lets `d` of virtual time pass: all that is due in it happens, in order, and when everything is
/// at rest again the await ends. Zero only lets everything come to rest. Throws misuse outside of a
/// run().
template <class Rep, class Period> task<void> advance(const std::chrono::duration<Rep, Period> &d) {
  const auto ns = std::chrono::ceil<std::chrono::nanoseconds>(d);
  return detail::advance_ns(ns.count() > 0 ? ns.count() : 0);
}

/// How many attempts of the run() of this thread were made to fail or to transfer less; 0 outside.
std::uint64_t faults_injected() noexcept;

/// Runs the task that fn() returns with the seeds 1 to `count`, up to the first that fails: by an
/// exception, or by ending with false if it is a task<bool>. Then throws seed_failed, which names
/// the seed; with COAX_SEED=that one in the environment only that one is run. Same seed, same order
/// and faults, as long as nothing comes from other threads or processes.
template <class F>
requires detail::is_task<decltype(std::declval<F &>()())>
void explore(unsigned count, F fn, options how = {}) {
  using T = detail::awaited<decltype(fn())>;
  auto once = [&fn](const options &o) {
    if constexpr (std::is_same_v<T, bool>) {
      if (!testing::run(o, fn()))
        throw std::runtime_error("the task has ended with false");
    } else {
      testing::run(o, fn());
    }
  };
  detail::explore_seeds(count, std::move(how), once);
}

} // namespace coax::testing
