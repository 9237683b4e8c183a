// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "loop.h"

#include <coax/detail/wait_list.hpp>

namespace coax::detail {

/// A list_wait that ends at `deadline` if nobody woke it before.
class timed_list_wait : public list_wait {
public:
  timed_list_wait(wait_list &list, instant deadline) noexcept
      : list_wait(list), deadline_(deadline) {}
  bool timed_out() const noexcept { return timed_out_; }

  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> frame) {
    if (!list_wait::await_suspend(frame))
      return false;
    return deadline_ == never || !waited() || limited();
  }
  void await_resume() {
    home().timers.disarm(*this);
    list_wait::await_resume();
  }

protected:
  ~timed_list_wait() {
    if (armed())
      home().timers.disarm(*this);
  }

private:
  /// Arms the limit of a wait that is in the list; one that is already being woken needs none.
  bool limited() {
    try {
      home().timers.arm(*this, deadline_);
    } catch (...) {
      if (withdraw()) {
        owner().waiting = nullptr;
        throw;
      }
    }
    return true;
  }
  void expire() noexcept override {
    timed_out_ = withdraw();
    if (timed_out_)
      wake();
  }

  instant deadline_;
  bool timed_out_ = false;
};

} // namespace coax::detail
