// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A call that succeeds leaves errno as it was, as system calls do though POSIX asks for nothing:
// programs set it to 0, read to the end, and look at it.
#pragma once

#include <cerrno>

namespace coax::detail {

/// errno as it was when this was made.
class kept_errno {
public:
  /// Passes a result on; puts errno back unless it is a failure (negative).
  template <class T> T unless_failed(T result) const noexcept {
    if (result >= 0)
      errno = before_;
    return result;
  }

private:
  int before_ = errno;
};

} // namespace coax::detail
