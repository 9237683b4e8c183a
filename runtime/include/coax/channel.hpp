// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A first-in-first-out channel between tasks, on one loop or several.
#pragma once

#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace coax {

namespace detail {

/// An element on its way; the channel handles it by its address only.
struct parcel {
  virtual ~parcel() = default;
  parcel *next = nullptr;
};

template <class T> struct parcel_of final : parcel {
  explicit parcel_of(T &&v) : value(std::move(v)) {}
  T value;
};

class channel_base;

/// Waits until a receiver or the buffer has taken the parcel, or the channel is closed.
class send_wait final : public list_wait {
public:
  send_wait(channel_base &to, std::unique_ptr<parcel> what) noexcept;
  ~send_wait() { drop(); }
  /// False: the channel was closed.
  bool sent() const noexcept { return !what_; }

private:
  const char *what() const noexcept override { return "channel, to send"; }
  friend channel_base;
  bool enter() noexcept override;
  channel_base &to_;
  std::unique_ptr<parcel> what_;
};

/// Waits for a parcel or the end of the channel.
class receive_wait final : public list_wait {
public:
  explicit receive_wait(channel_base &from) noexcept;
  ~receive_wait() { drop(); }
  /// Null: the channel is closed and empty.
  std::unique_ptr<parcel> take() noexcept { return std::move(what_); }

private:
  const char *what() const noexcept override { return "channel, to receive"; }
  friend channel_base;
  bool enter() noexcept override;
  channel_base &from_;
  std::unique_ptr<parcel> what_;
};

/// A channel of parcels. All that wait are senders (the buffer is full) or all are receivers (it is
/// empty), so one list holds them.
class channel_base {
public:
  void close() noexcept;
  bool closed() noexcept;

protected:
  explicit channel_base(std::size_t capacity) noexcept : capacity_(capacity) {}
  channel_base(const channel_base &) = delete;
  channel_base &operator=(const channel_base &) = delete;
  ~channel_base();
  bool try_put(std::unique_ptr<parcel> &what) noexcept;
  std::unique_ptr<parcel> try_take() noexcept;

private:
  friend send_wait;
  friend receive_wait;
  bool put(std::unique_ptr<parcel> &what) noexcept;
  std::unique_ptr<parcel> take() noexcept;
  void append(parcel *what) noexcept;

  wait_list waiters_;
  parcel *first_ = nullptr;
  parcel **last_ = &first_;
  std::size_t capacity_;
  std::size_t size_ = 0;
  bool receivers_wait_ = false; ///< of those in the list; meaningless when it is empty
  bool closed_ = false;
};

} // namespace detail

/// Carries elements from any number of senders to any number of receivers, each to one of them.
/// Both sides are served in the order of arrival. Holds `capacity` elements; with 0 a sender waits
/// until a receiver has its element. T is moved, and may be move-only. One allocation an element.
template <class T> class channel : public detail::channel_base {
public:
  explicit channel(std::size_t capacity = 0) noexcept : channel_base(capacity) {}

  /// Waits while the channel is full. False when it is closed, before or meanwhile: the element is
  /// dropped. If the task is cancelled instead, the element has not been sent.
  task<bool> send(T value) {
    detail::send_wait wait(*this, std::make_unique<detail::parcel_of<T>>(std::move(value)));
    co_await wait;
    co_return wait.sent();
  }

  /// The oldest element; waits while there is none. Empty when the channel is closed and drained.
  task<std::optional<T>> receive() {
    detail::receive_wait wait(*this);
    co_await wait;
    co_return opened(wait.take());
  }

  /// Sends if that needs no wait; otherwise `value` is left as it was. Any thread.
  bool try_send(T &&value) {
    std::unique_ptr<detail::parcel> what = std::make_unique<detail::parcel_of<T>>(std::move(value));
    const bool sent = try_put(what);
    if (!sent)
      value = std::move(static_cast<detail::parcel_of<T> &>(*what).value);
    return sent;
  }
  bool try_send(const T &value) { return try_send(T(value)); }

  /// The oldest element if there is one. Any thread.
  std::optional<T> try_receive() { return opened(try_take()); }

  /// Nothing more is sent: waiting senders give up, receivers get what is left. Any thread.
  using channel_base::close;
  using channel_base::closed;

private:
  static std::optional<T> opened(std::unique_ptr<detail::parcel> what) {
    if (!what)
      return std::nullopt;
    return std::optional<T>(std::move(static_cast<detail::parcel_of<T> &>(*what).value));
  }
};

} // namespace coax
