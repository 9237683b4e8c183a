// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tasks that are only the arguments of a call that moves bytes. Awaited in a coroutine they take no
// frame of their own; whatever else takes tasks (gather, timeout, spawn, run) makes them one.
#pragma once

#include <cerrno>
#include <coax/detail/descriptor_wait.hpp>
#include <coax/task.hpp>
#include <cstddef>
#include <sys/socket.h>
#include <sys/types.h>

namespace coax {

namespace detail {

/// The arguments of a recvfrom() or sendto() that may block, and how far it has come.
struct transfer_call {
  enum class kind : unsigned char { receive, send };

  kind what;
  bool complete; ///< has moved what it could, or failed
  int fd;
  int flags;
  int error; ///< with which it has failed; 0: it has not
  char *at;
  std::size_t left;
  ::sockaddr *peer = nullptr;        ///< null: none is wanted or given
  ::socklen_t *peer_space = nullptr; ///< of `peer`, to receive
  ::socklen_t peer_size = 0;         ///< of `peer`, to send
  bool is_stream = false;            ///< has been asked, and is
  ::ssize_t moved = 0;

  /// Moves what it can without a wait; whether it is complete then. Loop thread.
  bool try_now(poller &descriptors) noexcept;

private:
  ::ssize_t move_once(poller &descriptors) noexcept;
  bool is_complete_after(::ssize_t n) noexcept;
  /// Whether it is to go on until it has moved all.
  bool wants_all() noexcept;
};

/// Tries at once, then whenever the socket gets ready: the task is woken when its call is complete.
class transfer_wait : public blocking_wait {
public:
  explicit transfer_wait(const transfer_call &call) noexcept;
  ~transfer_wait() { drop(); }

  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) {
    if (may_go_on(frame.promise()) && try_now(*frame.promise().owner))
      return ends_turn(*frame.promise().owner);
    return blocking_wait::await_suspend(frame);
  }
  /// The number of bytes, or -1 and errno, which is left as it was otherwise.
  ::ssize_t await_resume();

protected:
  /// Before anything is tried.
  void note_errno() noexcept { error_number_ = errno; }
  void restore_errno() const noexcept { errno = error_number_; }
  /// Whether it is complete, at once.
  bool try_now(strand &by) noexcept;

  transfer_call call_;

private:
  bool ready(std::uint32_t events) noexcept override;
  void lost(int error) noexcept override;
  /// Whether the strand has spent its turn: it is at the end of the ready queue then.
  static bool ends_turn(strand &by) noexcept;

  instant deadline_ = 0;
  int error_number_ = 0; ///< errno before the call, which it keeps when it succeeds
};

/// A read() or write() of what is no socket, for which try_now() has failed with ENOTSOCK.
task<::ssize_t> transfer_elsewhere(const transfer_call &call);

} // namespace detail

/// What recv(), send() and their like return: a task<ssize_t> in every respect, and may be passed
/// on as one.
class [[nodiscard("a task does nothing until it is awaited")]] transfer_task final
    : public task<::ssize_t>,
      public detail::transfer_wait,
      detail::frameless<::ssize_t> {
public:
  explicit transfer_task(const detail::transfer_call &call) noexcept
      : task(static_cast<frameless &>(*this)), transfer_wait(call), frameless{&make_frame} {}
  ~transfer_task() { be_made_if_dropped(); }

  template <class Promise, bool Checked = detail::checks_threads>
  bool await_suspend(std::coroutine_handle<Promise> frame) {
    note_errno();
    go_without_frame(frame.promise());
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    return transfer_wait::await_suspend(frame);
  }
  using transfer_wait::await_resume;

private:
  static std::coroutine_handle<promise_type> make_frame(frameless & of);
};

/// The same for read() and write(), which take sockets and whatever else a descriptor may be. What
/// is no socket is left to a coroutine.
class [[nodiscard("a task does nothing until it is awaited")]] descriptor_task final
    : public task<::ssize_t>,
      public detail::transfer_wait,
      detail::frameless<::ssize_t> {
public:
  explicit descriptor_task(const detail::transfer_call &call) noexcept
      : task(static_cast<frameless &>(*this)), transfer_wait(call), frameless{&make_frame} {}
  ~descriptor_task() { be_made_if_dropped(); }

  template <class Promise, bool Checked = detail::checks_threads, bool Tail = detail::tail_calls>
  auto await_suspend(std::coroutine_handle<Promise> frame) {
    note_errno();
    go_without_frame(frame.promise());
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    if (may_go_on(frame.promise()) && is_no_socket(*frame.promise().owner))
      return leave_to_coroutine<Tail>(frame);
    const bool waits = transfer_wait::await_suspend(frame);
    if constexpr (Tail)
      return waits ? std::coroutine_handle<>(std::noop_coroutine()) : frame;
    else
      return waits;
  }
  ::ssize_t await_resume() {
    return has_frame() ? frame().promise().take() : transfer_wait::await_resume();
  }

private:
  static std::coroutine_handle<promise_type> make_frame(frameless & of);

  bool is_no_socket(detail::strand & by) noexcept { return try_now(by) && call_.error == ENOTSOCK; }

  template <bool Tail, class Frame> auto leave_to_coroutine(Frame awaiting) {
    restore_errno();
    adopt(detail::transfer_elsewhere(call_).release());
    detail::child_awaiter<::ssize_t, Tail> child(frame());
    if constexpr (Tail) {
      return child.await_suspend(awaiting);
    } else {
      child.await_suspend(awaiting);
      return true;
    }
  }
};

namespace detail {
template <> inline constexpr bool is_task<transfer_task> = true;
template <> struct awaited_type<transfer_task> { using type = ::ssize_t; };
template <> inline constexpr bool is_task<descriptor_task> = true;
template <> struct awaited_type<descriptor_task> { using type = ::ssize_t; };
} // namespace detail
} // namespace coax
