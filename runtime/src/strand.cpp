// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <coax/detail/promise.hpp>
#include <typeinfo>

namespace coax::detail {

strand::strand() noexcept { run = &strand::resume; }

strand::~strand() {
  if (home)
    home->unlink(*this);
  if (name)
    delete[] name;
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
  if (on.is_observed() && on.tracer) [[unlikely]]
    trace_start(*on.tracer, *this);
}

namespace {

inline void run_frames(strand &s, loop &l) {
  s.waiting = nullptr;
  l.set_running(&s);
  std::coroutine_handle<> frame = s.resume_point;
  do {
    s.transfer = {};
    frame.resume();
    frame = s.transfer;
  } while (frame);
  l.set_running(nullptr);
}

[[gnu::noinline]] void run_frames_observed(strand &s, loop &l) {
  const instant began = l.tracer ? now() : 0;
  run_frames(s, l);
  if (l.tracer && began)
    trace_run(*l.tracer, s, began);
  if (l.check_locks && !s.finished)
    l.check_locks(&s);
}

} // namespace

void strand::resume(job *self) {
  strand &s = *static_cast<strand *>(self);
  loop &l = *s.home;
  if (l.is_observed()) [[unlikely]]
    run_frames_observed(s, l);
  else
    run_frames(s, l);
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
#ifdef __GLIBCXX__
  return *error.__cxa_exception_type() == typeid(cancelled); // no throw, which costs a microsecond
#else
  try {
    std::rethrow_exception(error);
  } catch (const cancelled &) {
    return true;
  } catch (...) {
    return false;
  }
#endif
}

std::exception_ptr make_cancelled() noexcept { return std::make_exception_ptr(cancelled()); }

} // namespace coax::detail
