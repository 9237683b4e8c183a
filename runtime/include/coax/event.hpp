// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Something that happens once, or is undone and happens again.
#pragma once

#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>

namespace coax {

/// Starts unset. Any thread may set it; tasks of any loop may wait.
class event {
public:
  /// Wakes all who wait; from now on nobody waits.
  void set() noexcept;
  /// Makes later wait()s wait again.
  void reset() noexcept;
  bool is_set() noexcept;
  task<void> wait();

private:
  detail::wait_list waiters_;
  bool set_ = false;
};

} // namespace coax
