// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several loops under one run(), each a thread: which they are, and how a task gets to one of them.
// A task stays on the loop on which it was started.
#pragma once

#include <coax/gather.hpp>
#include <coax/spawn.hpp>
#include <memory>
#include <utility>
#include <vector>

namespace coax {

class loop;

namespace detail {
class mailbox;
/// Throws misuse for one that names none.
mailbox &address_of(const coax::loop &l);
} // namespace detail

/// The loop of this thread. Throws misuse on a thread without one.
loop this_loop();

/// The loops of the run() that this thread's loop belongs to; the first is that of the main task.
std::vector<loop> loops();

/// Names a loop; may be copied, passed to any thread, and outlive the loop.
class loop {
public:
  loop() noexcept = default; ///< names none
  loop(const loop &other) noexcept;
  loop(loop &&other) noexcept : at_(std::exchange(other.at_, nullptr)) {}
  loop &operator=(loop other) noexcept {
    std::swap(at_, other.at_);
    return *this;
  }
  ~loop();

  friend bool operator==(const loop &a, const loop &b) noexcept { return a.at_ == b.at_; }

private:
  friend loop coax::this_loop();
  friend std::vector<loop> coax::loops();
  friend detail::mailbox &detail::address_of(const loop &l);
  explicit loop(detail::mailbox &at) noexcept;

  detail::mailbox *at_ = nullptr;
};

namespace detail {

/// A loop, and where it was named as the place of a task.
struct destination {
  destination(const coax::loop &where, call_site from = {site::current()}) noexcept
      : where(&where), from(from.at) {}
  const coax::loop *where;
  site from;
};

/// Starts the task on another loop and waits until it has ended; cancelling the one cancels the
/// other.
class remote_wait final : public leaf<remote_wait> {
public:
  remote_wait(spawned &target, const coax::loop &where, site from) noexcept
      : target_(target), where_(where), from_(from) {}
  ~remote_wait() { drop(); }
  bool arm();
  /// Reached only when the loops of a run() are shut down: the task may refer to what its caller
  /// has, so that it goes first.
  void disarm() noexcept;
  void await_resume() const;

private:
  void cancel() noexcept override;
  const char *what() const noexcept override;

  spawned &target_;
  const coax::loop &where_;
  site from_;
};

struct drop_remote {
  void operator()(spawned *task) const noexcept { task->drop(); }
};
template <class R> using owned_remote = std::unique_ptr<spawned_with_result<R>, drop_remote>;

template <class R> task<R> run_elsewhere(coax::loop where, site from, owned_remote<R> work) {
  remote_wait wait(*work, where, from);
  co_await wait;
  if (work->error()) {
    end_with failure(work->error());
    co_await failure;
  }
  co_return work->outcome().take();
}

template <class F, class... Args> auto make_remote(F &&fn, Args &&...args) {
  using call = bound_call_of<F, Args...>;
  return owned_remote<typename call::value_type>(
      new spawned_call<call>(std::forward<F>(fn), std::forward<Args>(args)...));
}

} // namespace detail

/// Runs fn(args...) on the loop `where`, with the rules of spawn() for both, waits until it has
/// ended, and yields its value or rethrows its exception here. Cancelling the awaiting task cancels
/// it, and the await lasts until it has ended. Starts at the await, which throws misuse when the
/// loop has ended. On the same loop it works too. Cost: two letters, each of which wakes a loop
/// that sleeps, and no allocation but those of spawn().
template <class F, class... Args> auto on(detail::destination where, F &&fn, Args &&...args) {
  auto work = detail::make_remote(std::forward<F>(fn), std::forward<Args>(args)...);
  return detail::run_elsewhere(*where.where, where.from, std::move(work));
}

/// spawn() on the loop `where`; the handle may be joined, cancelled or detached on any loop. Any
/// thread, with or without a loop. Throws misuse when the loop has ended.
template <class F, class... Args> auto spawn_on(detail::destination where, F &&fn, Args &&...args) {
  auto work = detail::make_remote(std::forward<F>(fn), std::forward<Args>(args)...);
  work->launch_on(*where.where, detail::address_of(where.from));
  return detail::handle_of(work.release());
}

/// Runs fn(args...), with copies of both, on every loop of this run() and waits for all. When one
/// fails the others are cancelled, and the first failure is rethrown. Yields the vector of results
/// in the order of loops(), or nothing.
template <class F, class... Args> auto on_each_loop(const F &fn, const Args &...args) {
  using R = typename detail::bound_call_of<const F &, const Args &...>::value_type;
  std::vector<detail::owned_arm<R>> arms;
  for (const loop &one : loops())
    arms.push_back(detail::make_arm(on({one, {detail::last_await()}}, fn, args...)));
  return detail::gather_list(std::move(arms));
}

} // namespace coax
