// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal_hub.h"
#include "waits.h"

#include <bit>
#include <cerrno>
#include <coax/descriptor_owner.hpp>
#include <coax/signal_set.hpp>
#include <csignal>
#include <fcntl.h>
#include <string>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace coax {

using detail::mask_of;
using detail::signal_mask;

namespace {

constexpr signal_mask synchronous = mask_of(SIGSEGV) | mask_of(SIGBUS) | mask_of(SIGFPE) |
                                    mask_of(SIGILL) | mask_of(SIGTRAP) | mask_of(SIGSYS);

signal_mask checked(std::initializer_list<int> numbers) {
  signal_mask all = 0;
  for (const int number : numbers) {
    if (number < 1 || number > SIGRTMAX || (mask_of(number) & synchronous))
      detail::throw_errno(EINVAL, "listen to signal " + std::to_string(number));
    all |= mask_of(number);
  }
  if (!all)
    detail::throw_errno(EINVAL, "listen to no signal");
  return all;
}

} // namespace

/// The signals that have come and nobody has taken, and an eventfd that is readable when there may
/// be some.
class detail::signal_queue final : public signal_listener {
public:
  explicit signal_queue(signal_mask wanted) : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!event_)
      throw_errno(errno, "eventfd");
    listen(wanted);
  }
  ~signal_queue() { stop_listening(); }

  /// The lowest number, or 0.
  int take() noexcept {
    std::uint64_t count;
    [[maybe_unused]] const ssize_t got = ::read(event_.fd(), &count, sizeof count);
    for (signal_mask seen = come_.load(); seen; seen = come_.load()) {
      const int number = std::countr_zero(seen) + 1;
      const signal_mask before = come_.fetch_and(~mask_of(number));
      if (before & ~mask_of(number))
        tell(); // another task, perhaps of another loop
      if (before & mask_of(number))
        return number;
    }
    return 0;
  }

  int event() const noexcept { return event_.fd(); }

private:
  void on_signal(int number) noexcept override {
    come_.fetch_or(mask_of(number));
    tell();
  }

  /// The parent must not hear of the child's signals, and has taken those that came before.
  void reopen_after_fork() noexcept override {
    come_ = 0;
    const descriptor_owner fresh(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    ::dup3(fresh.fd(), event_.fd(), O_CLOEXEC);
  }

  void tell() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(event_.fd(), &one, sizeof one);
  }

  std::atomic<signal_mask> come_{0};
  descriptor_owner event_;
};

namespace {

class signal_wait final : public detail::fd_wait {
public:
  explicit signal_wait(detail::signal_queue &in) noexcept
      : fd_wait(in.event(), EPOLLIN, detail::never, detail::on_signal::ignore) {}

private:
  const char *what() const noexcept override { return "signal"; }
};

task<int> next_of(detail::signal_queue &queue) {
  detail::turn_wait turn(false);
  co_await turn;
  for (;;) {
    const int number = queue.take();
    if (number)
      co_return number;
    signal_wait wait(queue);
    co_await wait;
    if (wait.error())
      detail::throw_errno(wait.error(), "wait for a signal");
  }
}

} // namespace

signal_set::signal_set(std::initializer_list<int> numbers)
    : queue_(std::make_unique<detail::signal_queue>(checked(numbers))) {}

signal_set::signal_set(signal_set &&other) noexcept = default;
signal_set &signal_set::operator=(signal_set &&other) noexcept = default;
signal_set::~signal_set() = default;

task<int> signal_set::next() { return next_of(*queue_); }

} // namespace coax
