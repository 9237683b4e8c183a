// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "poller.h"

#include "descriptor.h"
#include "virtual_time.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <netinet/in.h>
#include <new>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>

namespace coax::detail {

namespace {
constexpr std::uint32_t every_edge = EPOLLIN | EPOLLOUT | EPOLLPRI | EPOLLRDHUP | EPOLLET;
// What epoll keeps for an event: the descriptor, and above it
constexpr std::uint64_t of_family = std::uint64_t{1} << 32;
constexpr int generation_place = 33;

/// Whether less than asked for means that there is no more; it does not for datagrams, nor for unix
/// sockets that pass descriptors.
bool is_tcp(int fd) noexcept { return socket_option(fd, SO_PROTOCOL) == IPPROTO_TCP; }

std::uint64_t data_of(int fd, std::uint16_t generation) noexcept {
  return std::uint64_t{generation} << generation_place | static_cast<std::uint32_t>(fd);
}

thread_local constinit bool had_ring = false; ///< a loop of this thread has opened an io_uring
} // namespace

poller::poller(int wakeup) : epoll_(::epoll_create1(EPOLL_CLOEXEC)), wakeup_(wakeup) {
  if (epoll_ < 0)
    throw std::system_error(errno, std::generic_category(), "coax: epoll_create1");
  if (watch_always(wakeup_, EPOLLIN | EPOLLET))
    return;
  const int error = errno;
  ::close(epoll_);
  throw std::system_error(error, std::generic_category(), "coax: epoll_ctl");
}

bool poller::watch_always(int fd, std::uint32_t events) noexcept {
  epoll_event event{};
  event.events = events;
  event.data.u64 = static_cast<std::uint32_t>(fd);
  return ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) == 0;
}

// A descriptor may have been closed before its owner says so; then it is no longer in the set.
void poller::watch_for_family(int fd, std::uint32_t events) noexcept {
  epoll_event event{};
  event.events = events;
  event.data.u64 = of_family | static_cast<std::uint32_t>(fd);
  if (!events)
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  else if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) < 0 && errno == ENOENT)
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
}

bool poller::watch_ring(int event) noexcept {
  had_ring = true;
  ring_ = watch_always(event, EPOLLIN | EPOLLET) ? event : -1;
  return ring_ == event;
}

void poller::reopen_after_fork() noexcept {
  const int fresh = ::epoll_create1(EPOLL_CLOEXEC);
  ::dup3(fresh, epoll_, O_CLOEXEC);
  ::close(fresh);
  watch_always(wakeup_, EPOLLIN | EPOLLET);
  ring_ = -1;
  ring_ready_ = false;
  if (tick_ >= 0)
    ::close(tick_);
  tick_ = -1;
  tick_is_set_ = false;
  for (std::size_t fd = 0; fd < entries_.size(); ++fd) {
    entries_[fd].watched = false;
    if (entries_[fd].first)
      watch(static_cast<int>(fd));
  }
}

poller::~poller() {
  ::close(epoll_);
  if (tick_ >= 0)
    ::close(tick_);
}

// Source of what follows: epoll_ctl(2), epoll(7) "Questions and answers".
// Modifying an existing registration makes epoll look at the descriptor again, so an edge that came
// before is not lost; ENOENT tells that the number now belongs to another file.
int poller::watch(int fd) noexcept {
  entry &known = entries_[static_cast<std::size_t>(fd)];
  known.drained = false;
  epoll_event event{};
  event.events = every_edge;
  event.data.u64 = data_of(fd, known.generation);
  if (known.watched && ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) == 0) {
    known.confirm();
    return 0;
  }
  event.data.u64 = data_of(fd, ++known.generation);
  known.calm = false;
  known.confirmed = 0;
  known.is_connection = is_tcp(fd);
  known.watched = ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event) == 0 ||
                  (errno == EEXIST && ::epoll_ctl(epoll_, EPOLL_CTL_MOD, fd, &event) == 0);
  return known.watched ? 0 : errno;
}

bool poller::has_room_for(std::size_t place) noexcept {
  try {
    if (place >= entries_.size())
      entries_.resize(place + 1 + place / 2);
  } catch (const std::bad_alloc &) {
    return false;
  }
  return true;
}

int poller::add(fd_waiter &waiter) noexcept {
  if (waiter.fd_ < 0)
    return EBADF;
  const auto place = static_cast<std::size_t>(waiter.fd_);
  if (!has_room_for(place))
    return ENOMEM;
  entry &known = entries_[place];
  if (known.watched)
    verify_later(waiter, known);
  else if (const int error = watch(waiter.fd_))
    return error;
  append(waiter, known);
  return 0;
}

void poller::append(fd_waiter &waiter, entry &known) noexcept {
  waiter.next_ = nullptr;
  if (!known.first) {
    known.first = waiter.previous_ = &waiter;
    return;
  }
  waiter.previous_ = known.first->previous_;
  waiter.previous_->next_ = &waiter;
  known.first->previous_ = &waiter;
}

void poller::put_first(fd_waiter &waiter, entry &known) noexcept {
  fd_waiter *second = known.first;
  waiter.next_ = second;
  waiter.previous_ = second ? second->previous_ : &waiter;
  if (second)
    second->previous_ = &waiter;
  known.first = &waiter;
}

// A frame that is destroyed while it waits takes back its wait more than once: the destructors of
// transfer_wait and of its base do.
void poller::unlink(fd_waiter &waiter) noexcept {
  if (!waiter.previous_)
    return;
  entry &known = entries_[static_cast<std::size_t>(waiter.fd_)];
  if (waiter.next_)
    waiter.next_->previous_ = waiter.previous_;
  else
    known.first->previous_ = waiter.previous_;
  if (known.first == &waiter)
    known.first = waiter.next_;
  else
    waiter.previous_->next_ = waiter.next_;
  waiter.previous_ = nullptr;
}

bool poller::has_waiters() const noexcept {
  const auto is_awaited = [](const entry &e) { return e.first != nullptr; };
  return (family_ && family_->waits()) || std::any_of(entries_.begin(), entries_.end(), is_awaited);
}

void poller::note_drained(int fd) noexcept {
  const auto place = static_cast<std::size_t>(fd);
  if (place < entries_.size())
    entries_[place].drained = entries_[place].watched && entries_[place].is_connection;
}

void verification_queue::append(fd_waiter &waiter, instant now) noexcept {
  waiter.queue_ = this;
  waiter.verify_at_ = now + delay_;
  waiter.before_ = last_;
  waiter.after_ = nullptr;
  (last_ ? last_->after_ : first_) = &waiter;
  last_ = &waiter;
}

void verification_queue::remove(fd_waiter &waiter) noexcept {
  waiter.queue_ = nullptr;
  (waiter.before_ ? waiter.before_->after_ : first_) = waiter.after_;
  (waiter.after_ ? waiter.after_->before_ : last_) = waiter.before_;
}

fd_waiter *verification_queue::take_due(instant at) noexcept {
  fd_waiter *due = first_;
  if (!due || due->verify_at_ > at)
    return nullptr;
  remove(*due);
  return due;
}

void poller::verify_later(fd_waiter &waiter, const entry &known) noexcept {
  if (known.confirmed < confirmations_to_trust) {
    doubted_.append(waiter, turn_began_);
    return;
  }
  trusted_.append(waiter, turn_began_);
  if (!tick_is_set_)
    set_tick(trusted_.next());
}

void poller::set_tick(instant at) noexcept {
  if (bench_here)
    return; // the kernel does not know virtual time
  if (tick_ < 0) {
    tick_ = ::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    watch_always(tick_, EPOLLIN | EPOLLET);
  }
  itimerspec when{};
  when.it_value = {static_cast<time_t>(at / 1'000'000'000), static_cast<long>(at % 1'000'000'000)};
  tick_is_set_ = ::timerfd_settime(tick_, TFD_TIMER_ABSTIME, &when, nullptr) == 0;
}

void poller::verify(fd_waiter &waiter) noexcept {
  if (const int error = watch(waiter.fd_)) {
    remove(waiter);
    waiter.lost(error);
    return;
  }
  note_calm(waiter, waiter.lasts());
}

void poller::note_calm(const fd_waiter &waiter, bool calm) noexcept {
  entry &known = entries_[static_cast<std::size_t>(waiter.fd_)];
  known.calm = calm;
  if (!calm)
    known.confirmed = 0;
}

void poller::verify_until(instant at) noexcept {
  while (fd_waiter *waiter = doubted_.take_due(at))
    verify(*waiter);
  while (fd_waiter *waiter = trusted_.take_due(at))
    verify(*waiter);
}

void poller::remove(fd_waiter &waiter) noexcept {
  if (waiter.queue_)
    waiter.queue_->remove(waiter);
  unlink(waiter);
}

void poller::forget(int fd) noexcept {
  if (fd < 0 || static_cast<std::size_t>(fd) >= entries_.size())
    return;
  entry &known = entries_[static_cast<std::size_t>(fd)];
  while (fd_waiter *w = known.first) {
    remove(*w);
    w->lost(EBADF);
  }
  if (known.watched)
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  known.watched = false;
}

// The old file has left the set when it was closed for good; if not, its events are known by their
// generation.
void poller::renew(int fd) noexcept {
  const auto place = static_cast<std::size_t>(fd);
  if (place < entries_.size())
    entries_[place].watched = entries_[place].drained = false;
}

void poller::report(int fd, std::uint32_t events, std::uint16_t generation) noexcept {
  entry &known = entries_[static_cast<std::size_t>(fd)];
  if (generation != known.generation)
    return;
  known.confirm();
  if (events & ~std::uint32_t{EPOLLOUT})
    known.drained = false;
  if (events & ~std::uint32_t{EPOLLIN | EPOLLOUT})
    known.is_connection = false; // it ends, or has urgent data: no more of them need be told
  if (events & EPOLLRDHUP)
    events |= EPOLLIN;
  const bool everyone = events & (EPOLLERR | EPOLLHUP);
  fd_waiter *again = nullptr; // the last of them first
  for (fd_waiter *w = known.first; w;) {
    if (!everyone && !(w->events_ & events)) {
      w = w->next_;
      continue;
    }
    remove(*w);
    if (!w->ready(events)) {
      w->next_ = again;
      again = w;
    }
    w = known.first; // it may have taken others of its wait with it
  }
  while (fd_waiter *w = again) {
    again = w->next_;
    verify_later(*w, known);
    put_first(*w, known);
  }
}

// Work that an io_uring leaves to the thread that opened it ends a sleep in epoll_wait with EINTR,
// as if a signal handler had run, also after it was closed. ppoll is restarted by the kernel.
bool poller::sleep_beside_ring(instant deadline) noexcept {
  pollfd set{epoll_, POLLIN, 0};
  const instant left = deadline - now();
  const timespec span{static_cast<time_t>(left / 1'000'000'000),
                      static_cast<long>(left % 1'000'000'000)};
  return left <= 0 || ::ppoll(&set, 1, deadline == never ? nullptr : &span, nullptr) >= 0;
}

int poller::wait(epoll_event *events, int capacity, instant deadline) noexcept {
  if (had_ring && deadline > 0)
    return sleep_beside_ring(deadline) ? ::epoll_wait(epoll_, events, capacity, 0) : -1;
  if (deadline == never)
    return ::epoll_wait(epoll_, events, capacity, -1);
  const instant left = deadline <= 0 ? 0 : deadline - now();
  if (left <= 0)
    return ::epoll_wait(epoll_, events, capacity, 0);
  if (nanosecond_sleep_) {
    const timespec span{static_cast<time_t>(left / 1'000'000'000),
                        static_cast<long>(left % 1'000'000'000)};
    const int count = ::epoll_pwait2(epoll_, events, capacity, &span, nullptr);
    if (count >= 0 || (errno != ENOSYS && errno != EPERM))
      return count;
    nanosecond_sleep_ = false; // before Linux 5.11, or filtered
  }
  const std::int64_t ms = left / 1'000'000 + 1;
  return ::epoll_wait(epoll_, events, capacity, ms > INT_MAX ? INT_MAX : static_cast<int>(ms));
}

void poller::on_event(int fd, std::uint32_t events, std::uint16_t generation) noexcept {
  if (fd == wakeup_) {
    // Never read: each post is an edge of its own.
  } else if (fd == ring_) {
    ring_ready_ = true;
  } else if (fd == tick_) {
    tick_is_set_ = false;
  } else {
    report(fd, events, generation);
  }
}

// With a thousand connections nothing of theirs is left in the caches.
void poller::prefetch(const epoll_event *events, int count) const noexcept {
  const auto known = [&](int i) {
    const std::size_t place = static_cast<std::uint32_t>(events[i].data.u64);
    return place < entries_.size() ? &entries_[place] : nullptr;
  };
  for (int i = 0; i < count; ++i)
    __builtin_prefetch(known(i));
  for (int i = 0; i < count; ++i)
    if (const entry *e = known(i))
      __builtin_prefetch(e->first);
}

bool poller::poll(instant deadline) noexcept {
  epoll_event events[128];
  deadline = std::min(deadline, doubted_.next());
  if (!tick_is_set_)
    deadline = std::min(deadline, trusted_.next());
  const int count = wait(events, 128, deadline);
  const int error = errno;
  turn_began_ = now();
  ring_ready_ = false;
  if (count < 0) {
    verify_until(turn_began_);
    return error != EINTR;
  }
  prefetch(events, count);
  for (int i = 0; i < count; ++i) {
    const auto fd = static_cast<int>(static_cast<std::uint32_t>(events[i].data.u64));
    if (events[i].data.u64 & of_family) {
      if (family_)
        family_->on_events(fd, events[i].events);
      continue;
    }
    on_event(fd, events[i].events,
             static_cast<std::uint16_t>(events[i].data.u64 >> generation_place));
  }
  verify_until(turn_began_);
  if (!tick_is_set_ && trusted_.next() != never)
    set_tick(trusted_.next());
  return true;
}

} // namespace coax::detail
