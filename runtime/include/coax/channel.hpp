// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A first-in-first-out channel between tasks, on one loop or several.
#pragma once

#include <coax/detail/ring_buffer.hpp>
#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace coax {

template <class T> class channel;
template <class T> class send_task;
template <class T> class receive_task;

namespace detail {

/// How an element is carried: moved under the guard of a channel, which may not throw. One whose
/// moves may goes in a box.
template <class T, bool Boxed = !std::is_nothrow_move_constructible_v<T>> struct carrier {
  using type = T;
  static T &&pack(T &&value) noexcept { return std::move(value); }
  static T &&open(type &carried) noexcept { return std::move(carried); }
};
template <class T> struct carrier<T, true> {
  using type = std::unique_ptr<T>;
  static type pack(T &&value) { return std::make_unique<T>(std::move(value)); }
  static T &&open(type &carried) noexcept { return std::move(*carried); }
};
template <class T> using carried = typename carrier<T>::type;

/// What a channel holds. All that wait are senders (the buffer is full) or all are receivers (it is
/// empty), so one list holds them.
template <class T> class channel_state {
public:
  explicit channel_state(std::size_t capacity) noexcept : capacity_(capacity) {}

  /// The rest is called with the guard held.
  wait_list waiters;
  bool closed = false;

  /// Takes the element if there is a receiver or room for it.
  bool put(carried<T> &what);
  /// Moves the oldest element to `into`; the longest waiting sender moves up.
  bool take(std::optional<carried<T>> &into);
  std::size_t size() const noexcept { return buffer_.size(); }
  void senders_wait() noexcept { receivers_wait_ = false; }
  void receivers_wait() noexcept { receivers_wait_ = true; }

private:
  send_task<T> *first_sender() noexcept;

  ring_buffer<carried<T>> buffer_;
  std::size_t capacity_;
  bool receivers_wait_ = false; ///< of those in the list; meaningless when it is empty
};

} // namespace detail

/// What send() returns: a task<bool> in every respect, and may be passed on as one. Awaited in a
/// coroutine it takes no frame of its own.
template <class T>
class [[nodiscard("a task does nothing until it is awaited")]] send_task final
    : public task<bool>,
      public detail::list_wait,
      detail::frameless<bool> {
public:
  send_task(detail::channel_state<T> & to, T && value)
      : task(static_cast<frameless &>(*this)), list_wait(to.waiters), frameless{&make_frame},
        to_(to), value_(detail::carrier<T>::pack(std::move(value))) {}
  ~send_task() {
    drop();
    this->be_made_if_dropped();
  }

  template <class Promise, bool Checked = detail::checks_threads>
  bool await_suspend(std::coroutine_handle<Promise> frame) {
    go_without_frame(frame.promise());
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    if (may_go_on(frame.promise()) && try_now())
      return ends_turn(*frame.promise().owner);
    return list_wait::await_suspend(frame);
  }
  /// False: the channel was closed.
  bool await_resume() {
    list_wait::await_resume();
    return sent_;
  }

private:
  friend detail::channel_state<T>;
  const char *what() const noexcept override { return "channel, to send"; }

  bool try_now() {
    const detail::spinlock::scope held(to_.waiters.guard);
    return sent_ = !to_.closed && to_.put(value_);
  }
  bool enter() noexcept override {
    if (to_.closed || (sent_ = to_.put(value_)))
      return true;
    to_.senders_wait();
    return false;
  }

  static task<bool> in_frame(detail::channel_state<T> & to, T value) {
    send_task<T> wait(to, std::move(value));
    const bool sent = co_await std::move(wait);
    co_return sent;
  }
  static std::coroutine_handle<promise_type> make_frame(frameless & of) {
    auto &self = static_cast<send_task &>(of);
    return in_frame(self.to_, detail::carrier<T>::open(self.value_)).release();
  }

  detail::channel_state<T> &to_;
  detail::carried<T> value_;
  bool sent_ = false;
};

/// What receive() returns: a task<std::optional<T>> in every respect, and may be passed on as one.
/// Awaited in a coroutine it takes no frame of its own.
template <class T>
class [[nodiscard("a task does nothing until it is awaited")]] receive_task final
    : public task<std::optional<T>>,
      public detail::list_wait,
      detail::frameless<std::optional<T>> {
  using frameless = detail::frameless<std::optional<T>>;

public:
  explicit receive_task(detail::channel_state<T> & from) noexcept
      : task<std::optional<T>>(static_cast<frameless &>(*this)), list_wait(from.waiters),
        frameless{&make_frame}, from_(from) {}
  ~receive_task() {
    drop();
    this->be_made_if_dropped();
  }

  template <class Promise, bool Checked = detail::checks_threads>
  bool await_suspend(std::coroutine_handle<Promise> frame) {
    this->go_without_frame(frame.promise());
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    if (detail::may_go_on(frame.promise()) && try_now())
      return detail::ends_turn(*frame.promise().owner);
    return list_wait::await_suspend(frame);
  }
  /// Empty: the channel is closed and empty.
  std::optional<T> await_resume() {
    list_wait::await_resume();
    if (!got_)
      return std::nullopt;
    return std::optional<T>(detail::carrier<T>::open(*got_));
  }

private:
  friend detail::channel_state<T>;
  const char *what() const noexcept override { return "channel, to receive"; }

  bool try_now() {
    const detail::spinlock::scope held(from_.waiters.guard);
    return from_.take(got_);
  }
  bool enter() noexcept override {
    if (from_.take(got_) || from_.closed)
      return true;
    from_.receivers_wait();
    return false;
  }

  static task<std::optional<T>> in_frame(detail::channel_state<T> & from) {
    receive_task<T> wait(from);
    std::optional<T> got = co_await std::move(wait);
    co_return got;
  }
  static std::coroutine_handle<detail::promise<std::optional<T>>> make_frame(frameless & of) {
    return in_frame(static_cast<receive_task &>(of).from_).release();
  }

  detail::channel_state<T> &from_;
  std::optional<detail::carried<T>> got_;
};

namespace detail {
template <class T> inline constexpr bool is_task<send_task<T>> = true;
template <class T> inline constexpr bool is_task<receive_task<T>> = true;
template <class T> struct awaited_type<send_task<T>> { using type = bool; };
template <class T> struct awaited_type<receive_task<T>> { using type = std::optional<T>; };

template <class T> send_task<T> *channel_state<T>::first_sender() noexcept {
  return waiters.empty() || receivers_wait_ ? nullptr
                                            : static_cast<send_task<T> *>(waiters.front());
}

template <class T> bool channel_state<T>::put(carried<T> &what) {
  if (!waiters.empty()) {
    if (!receivers_wait_)
      return false;
    static_cast<receive_task<T> *>(waiters.front())->got_.emplace(std::move(what));
    return waiters.wake_one();
  }
  if (buffer_.size() >= capacity_)
    return false;
  buffer_.push(std::move(what));
  return true;
}

template <class T> bool channel_state<T>::take(std::optional<carried<T>> &into) {
  send_task<T> *sender = first_sender();
  if (buffer_.size()) {
    into.emplace(std::move(buffer_.front()));
    buffer_.drop_front();
    if (sender)
      buffer_.push(std::move(sender->value_));
  } else if (sender) {
    into.emplace(std::move(sender->value_));
  } else {
    return false;
  }
  if (sender) {
    sender->sent_ = true;
    waiters.wake_one();
  }
  return true;
}

} // namespace detail

/// Carries elements from any number of senders to any number of receivers, each to one of them.
/// Both sides are served in the order of arrival. Holds `capacity` elements; with 0 a sender waits
/// until a receiver has its element. T is moved, and may be move-only; neither its move nor the
/// destructor of what it was moved from may use the channel. An element costs no
/// allocation unless its move may throw; the buffer grows to what it has to hold.
template <class T> class channel {
  static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                "elements rest in coroutine frames, which are aligned as operator new aligns; send "
                "a std::unique_ptr to an over-aligned element");

public:
  explicit channel(std::size_t capacity = 0) noexcept : state_(capacity) {}
  channel(const channel &) = delete;
  channel &operator=(const channel &) = delete;

  /// Waits while the channel is full. False when it is closed, before or meanwhile: the element is
  /// dropped. If the task is cancelled instead, the element has not been sent.
  send_task<T> send(T value) { return send_task<T>(state_, std::move(value)); }

  /// The oldest element; waits while there is none. Empty when the channel is closed and drained.
  receive_task<T> receive() noexcept { return receive_task<T>(state_); }

  /// Sends if that needs no wait; otherwise `value` is left as it was. Any thread.
  bool try_send(T &&value) {
    auto &&carried = detail::carrier<T>::pack(std::move(value));
    const bool sent = try_put(carried);
    if constexpr (!std::is_nothrow_move_constructible_v<T>)
      if (!sent)
        value = detail::carrier<T>::open(carried);
    return sent;
  }
  bool try_send(const T &value) { return try_send(T(value)); }

  /// The oldest element if there is one. Any thread.
  std::optional<T> try_receive() {
    std::optional<detail::carried<T>> got;
    {
      const detail::spinlock::scope held(state_.waiters.guard);
      state_.take(got);
    }
    return got ? std::optional<T>(detail::carrier<T>::open(*got)) : std::nullopt;
  }

  /// Nothing more is sent: waiting senders give up, receivers get what is left. Any thread.
  void close() noexcept {
    const detail::spinlock::scope held(state_.waiters.guard);
    state_.closed = true;
    state_.waiters.wake_all();
  }
  /// How many elements it holds, those of waiting senders not counted. Any thread.
  std::size_t size() noexcept {
    const detail::spinlock::scope held(state_.waiters.guard);
    return state_.size();
  }
  bool closed() noexcept {
    const detail::spinlock::scope held(state_.waiters.guard);
    return state_.closed;
  }

private:
  bool try_put(detail::carried<T> &what) {
    const detail::spinlock::scope held(state_.waiters.guard);
    return !state_.closed && state_.put(what);
  }

  detail::channel_state<T> state_;
};

} // namespace coax
