// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file operation in both its shapes: as a request to io_uring, and as the system call that a pool
// thread makes where there is no io_uring.
#pragma once

#include "loop.h"

#include <algorithm>
#include <coax/offload.hpp>

namespace coax::detail {

/// The most that one read or write transfers. Source: read(2), NOTES.
inline constexpr std::size_t most_transferred = 0x7ffff000;

inline io_uring_sqe request_of(io_uring_op what, int fd, const void *address = nullptr,
                               std::size_t length = 0, std::uint64_t offset = 0) noexcept {
  io_uring_sqe request{};
  request.opcode = what;
  request.fd = fd;
  request.addr = reinterpret_cast<std::uintptr_t>(address);
  request.len = static_cast<std::uint32_t>(std::min(length, most_transferred));
  request.off = offset;
  return request;
}

/// `call` is the same as a function; both yield -1 and errno on failure.
template <class Call>
task<std::invoke_result_t<Call &>> file_operation(io_uring_sqe request, Call call) {
  if (current_loop()->files.usable()) {
    ring_wait by_ring(request);
    co_await by_ring;
    co_return by_ring.take();
  }
  offloaded<Call> by_thread(call, lane_kind::file);
  co_await by_thread;
  co_return by_thread.take();
}

} // namespace coax::detail
