// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/detail/promise.hpp>
#include <string>

namespace coax::detail {

strand::strand() noexcept { run = &strand::resume; }

strand::~strand() {
  if (home)
    home->unlink(*this);
}

void strand::start(loop &on, std::coroutine_handle<> first, promise_base &promise,
                   strand *above) noexcept {
  home = &on;
  parent = above;
  cancel_requested = above && above->cancel_requested;
  promise.enter({}, nullptr, *this);
  resume_point = first;
  on.link(*this);
  on.push(this);
}

void strand::resume(job *self) {
  strand &s = *static_cast<strand *>(self);
  loop &l = *s.home;
  s.waiting = nullptr;
  l.running = &s;
  std::coroutine_handle<> frame = s.resume_point;
  do {
    s.transfer = {};
    frame.resume();
    frame = s.transfer;
  } while (frame);
  l.running = nullptr;
  if (!s.finished)
    return;
  l.unlink(s);
  s.home = nullptr;
  if (s.on_finish)
    s.on_finish(&s);
}

void strand::wake() noexcept {
  if (current_loop() == home) {
    waiting = nullptr;
    home->push(this);
  } else {
    home->letters().post(this);
  }
}

void strand::cancel() noexcept {
  cancel_requested = true;
  if (waiting)
    waiting->cancel();
}

bool is_cancellation(const std::exception_ptr &error) noexcept {
  if (!error)
    return false;
  try {
    std::rethrow_exception(error);
  } catch (const cancelled &) {
    return true;
  } catch (...) {
    return false;
  }
}

void throw_awaited_twice(site second) {
  throw misuse(std::string("a coax::task was awaited a second time at ") + second.file + ":" +
               std::to_string(second.line) + "; its result has already been taken");
}

} // namespace coax::detail
