// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// std::counting_semaphore for tasks.
#pragma once

#include <coax/detail/wait_list.hpp>
#include <coax/task.hpp>
#include <cstddef>

namespace coax {

/// First come, first served. Any thread may release; tasks of any loop may acquire.
class semaphore {
public:
  explicit semaphore(std::ptrdiff_t available) noexcept : available_(available) {}

  task<void> acquire();
  bool try_acquire() noexcept;
  void release(std::ptrdiff_t count = 1) noexcept;

private:
  detail::wait_list waiters_;
  std::ptrdiff_t available_;
};

} // namespace coax
