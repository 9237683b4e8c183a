// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// transfer_task: a task<ssize_t> that is only the arguments of a recv(), send(), recvfrom() or sendto(). Awaited in a
// coroutine it takes no frame of its own; whatever else takes tasks (gather, timeout, spawn, run)
// makes it one.
#pragma once

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
  int fd;
  int flags;
  int error; ///< what it has failed with, or has to fail with at once; 0: nothing
  char *at;
  std::size_t left;
  ::sockaddr *peer;        ///< null: none is wanted or given
  ::socklen_t *peer_space; ///< of `peer`, to receive
  ::socklen_t peer_size;   ///< of `peer`, to send
  ::ssize_t moved;

  /// Whether it is complete: has moved what it could, or failed. Loop thread.
  bool try_now(poller &descriptors) noexcept;

private:
  ::ssize_t move_once(poller &descriptors) noexcept;
  bool is_complete_after(::ssize_t n) const noexcept;
};

/// Tries at once, then whenever the socket gets ready: the task is woken when its call is complete.
class transfer_wait : public blocking_wait {
public:
  explicit transfer_wait(const transfer_call &call) noexcept;
  ~transfer_wait() { drop(); }

  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) {
    if (call_.error)
      return false;
    if (may_go_on(frame.promise()) && try_now(*frame.promise().owner))
      return ends_turn(*frame.promise().owner);
    return blocking_wait::await_suspend(frame);
  }
  /// The number of bytes, or -1 and errno.
  ::ssize_t await_resume();

protected:
  transfer_call call_;

private:
  bool ready(std::uint32_t events) noexcept override;
  void lost(int error) noexcept override;
  bool try_now(strand &by) noexcept;
  /// Whether the strand has spent its turn: it is at the end of the ready queue then.
  static bool ends_turn(strand &by) noexcept;

  instant deadline_ = 0;
};

} // namespace detail

/// What recv(), send(), recvfrom() and sendto() return: a task<ssize_t> in every respect, and may be passed on as one.
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
    go_without_frame(frame.promise());
    if constexpr (Checked)
      check_run_by_loop(frame.promise());
    return transfer_wait::await_suspend(frame);
  }
  using transfer_wait::await_resume;

private:
  static std::coroutine_handle<promise_type> make_frame(frameless & of);
};

namespace detail {
template <> inline constexpr bool is_task<transfer_task> = true;
template <> struct awaited_type<transfer_task> { using type = ::ssize_t; };
} // namespace detail
} // namespace coax
