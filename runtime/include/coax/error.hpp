// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the runtime itself throws. Operations in the shape of POSIX calls never throw these
// for a failed system call: they return -1 and set errno.
#pragma once

#include <exception>
#include <stdexcept>

namespace coax {

/// Thrown out of an await when the task that awaits was cancelled. Not a std::exception, so that
/// `catch (const std::exception &)` in migrated code does not swallow it. Cancellation is
/// level-triggered: a task that catches it anyway meets it again at its next await.
class cancelled {};

/// Thrown when the library is used in a way that could only deadlock or crash, such as block_on()
/// on the thread of a running loop. The message names the call and the remedy.
class misuse : public std::logic_error {
public:
  using std::logic_error::logic_error;
};

namespace detail {
/// Whether it is coax::cancelled; null is not.
bool is_cancellation(const std::exception_ptr &error) noexcept;
/// A coax::cancelled that nobody has thrown.
std::exception_ptr make_cancelled() noexcept;
} // namespace detail

} // namespace coax
