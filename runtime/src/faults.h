// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where operations let a testing::run() make them fail.
#pragma once

#include "message_parts.h"

#include <coax/task.hpp>
#include <coax/testing.hpp>
#include <cstddef>
#include <sys/socket.h>
#include <sys/types.h>

namespace coax::detail {

/// What an operation has to end with before it does anything: an errno or EAI_ value; 0: nothing.
/// `size` may have become less. `may_wait`: it is not asked to return EAGAIN at once. Outside of a
/// testing::run() always 0, at the cost of a call.
int injected(testing::operation what, int fd, std::size_t &size, bool may_wait) noexcept;

/// The same for what is left of a scattered buffer.
int injected_into(testing::operation what, int fd, message_parts &parts, bool may_wait) noexcept;

/// For those that transfer nothing.
inline int injected(testing::operation what, int fd) noexcept {
  std::size_t none = 0;
  return injected(what, fd, none, true);
}

/// -1 and the errno.
task<ssize_t> end_with_errno(int error);

std::size_t size_of(const msghdr &message) noexcept;
/// recvmsg() of the first `most` bytes.
task<ssize_t> receive_part(int fd, msghdr *message, int flags, std::size_t most);

} // namespace coax::detail
