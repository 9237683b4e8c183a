// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "faults.h"
#include "waits.h"

#include <algorithm>
#include <cerrno>
#include <coax/socket.hpp>
#include <sys/epoll.h>
#include <vector>

namespace coax {

namespace {

using detail::instant;
using detail::never;

/// The epoll events after which poll(2) may have some of `events` to tell. EPOLLIN stands for
/// normal and for priority data, as POLLIN does: poll(3p).
std::uint32_t watched_for(short events) noexcept {
  std::uint32_t all = static_cast<std::uint16_t>(events);
  if (events & (POLLRDNORM | POLLRDBAND))
    all |= EPOLLIN;
  if (events & POLLRDBAND)
    all |= EPOLLPRI;
  if (events & (POLLWRNORM | POLLWRBAND))
    all |= EPOLLOUT;
  return all;
}

/// Waits for the first event on any of several descriptors. Does not say which: poll(2) does.
class any_fd_wait final : public detail::leaf<any_fd_wait> {
public:
  any_fd_wait(const pollfd *descriptors, nfds_t count, instant deadline) : deadline_(deadline) {
    parts_.reserve(count);
    for (const pollfd *p = descriptors; p != descriptors + count; ++p)
      if (p->fd >= 0)
        parts_.emplace_back(*p, *this);
  }
  ~any_fd_wait() { drop(); }

  bool arm() {
    if (deadline_ != never)
      home().timers.arm(*this, deadline_);
    for (part &p : parts_) {
      const int error = home().descriptors.add(p);
      p.waits = error == 0;
      if (error && error != EPERM && error != EBADF) { // of those two poll(2) tells at once
        error_ = error;
        disarm();
        return false;
      }
    }
    return true;
  }

  void disarm() noexcept {
    home().timers.disarm(*this);
    for (part &p : parts_)
      if (p.waits)
        home().descriptors.remove(p);
  }

  /// 0, EINTR, ETIMEDOUT, or why a descriptor cannot be waited for.
  int error() const noexcept { return error_; }

private:
  const char *what() const noexcept override { return "descriptors"; }
  struct part final : detail::fd_waiter {
    part(const pollfd &p, any_fd_wait &of) noexcept
        : fd_waiter(p.fd, watched_for(p.events)), whole(&of) {}
    bool ready(std::uint32_t) noexcept override {
      waits = false;
      whole->end(0);
      return true;
    }
    void lost(int) noexcept override { ready(0); }
    any_fd_wait *whole;
    bool waits = false;
  };

  void end(int error) noexcept {
    error_ = error;
    disarm();
    wake();
  }
  void expire() noexcept override { end(ETIMEDOUT); }
  void interrupt(bool) noexcept override { end(EINTR); }

  instant deadline_;
  int error_ = 0;
  std::vector<part> parts_;
};

/// Repeats check(), which returns 0 when nothing is ready, until something is or time is up.
template <class Check>
task<int> check_until(Check check, const pollfd *descriptors, nfds_t count, instant deadline) {
  detail::turn_wait turn(false);
  co_await turn;
  if (const int made_up = detail::injected(testing::operation::poll, -1)) {
    errno = made_up;
    co_return -1;
  }
  for (;;) {
    const int ready = check();
    if (ready != 0 || (deadline != never && detail::now() >= deadline))
      co_return ready;
    any_fd_wait wait(descriptors, count, deadline);
    co_await wait;
    if (wait.error() && wait.error() != ETIMEDOUT) {
      errno = wait.error();
      co_return -1;
    }
  }
}

std::vector<pollfd> descriptors_of(int count, const fd_set *readable, const fd_set *writable,
                                   const fd_set *exceptional) {
  std::vector<pollfd> all;
  for (int fd = 0; fd < count; ++fd) {
    int events = 0;
    if (readable && FD_ISSET(fd, readable))
      events |= POLLIN;
    if (writable && FD_ISSET(fd, writable))
      events |= POLLOUT;
    if (exceptional && FD_ISSET(fd, exceptional))
      events |= POLLPRI;
    if (events)
      all.push_back({fd, static_cast<short>(events), 0});
  }
  return all;
}

constexpr std::int64_t second = 1'000'000'000;

/// Microseconds may be more than a second, as glibc has it. Neither is negative.
std::int64_t nanoseconds_of(const timeval &timeout) noexcept {
  constexpr std::int64_t most_seconds = detail::never / second / 4;
  const std::int64_t whole = std::min<std::int64_t>(timeout.tv_sec, most_seconds);
  const std::int64_t more = std::min<std::int64_t>(timeout.tv_usec, most_seconds * 1'000'000);
  return whole * second + more * 1000;
}

/// What is left until then, as Linux reports it.
timeval left_until(instant deadline) noexcept {
  const std::int64_t left = std::max<std::int64_t>(deadline - detail::now(), 0);
  return {left / second, left % second / 1000};
}

/// The three sets of a select, kept while the call overwrites them.
struct wanted_sets {
  explicit wanted_sets(const fd_set *set) : given(set != nullptr) {
    if (given)
      wanted = *set;
  }
  fd_set *fresh(fd_set *set) const {
    if (given)
      *set = wanted;
    return set;
  }
  fd_set wanted{};
  bool given;
};

} // namespace

task<int> poll(pollfd *descriptors, nfds_t count, int timeout_ms) {
  const instant deadline = timeout_ms < 0 ? never : detail::after(timeout_ms * 1'000'000LL);
  auto check = [=] { return ::poll(descriptors, count, 0); };
  return check_until(check, descriptors, count, deadline);
}

task<int> select(int count, fd_set *readable, fd_set *writable, fd_set *exceptional,
                 timeval *timeout) {
  if (timeout && (timeout->tv_sec < 0 || timeout->tv_usec < 0)) {
    errno = EINVAL;
    co_return -1;
  }
  const instant deadline = timeout ? detail::after(nanoseconds_of(*timeout)) : never;
  const wanted_sets in(readable), out(writable), except(exceptional);
  auto check = [&] {
    timeval at_once{0, 0};
    return ::select(count, in.fresh(readable), out.fresh(writable), except.fresh(exceptional),
                    &at_once);
  };
  const std::vector<pollfd> all = descriptors_of(count, readable, writable, exceptional);
  const int ready = co_await check_until(check, all.data(), all.size(), deadline);
  if (timeout)
    *timeout = left_until(deadline);
  if (ready < 0) { // an error leaves the sets as they were
    in.fresh(readable);
    out.fresh(writable);
    except.fresh(exceptional);
  }
  co_return ready;
}

} // namespace coax
