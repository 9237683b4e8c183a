// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "loop.h"

#include <algorithm>
#include <bit>
#include <coax/detail/promise.hpp>
#include <cstring>
#include <new>
#include <typeinfo>

namespace coax::detail {

strand::~strand() {
  if (listed)
    home().unlink(*this);
  if (is_named(origin))
    ::operator delete(origin_of(origin));
}

site strand::spawned_at() const noexcept {
  return std::bit_cast<site>(is_named(origin) ? origin_of(origin)->spawned_at : origin);
}

void strand::set_spawned_at(site place) noexcept { origin = std::bit_cast<std::uintptr_t>(place); }

const char *strand::name() const noexcept {
  return is_named(origin) ? origin_of(origin)->name() : nullptr;
}

void strand::set_name(const char *text, std::size_t length) {
  const std::size_t size = std::max(length + 1, name_capacity);
  auto *named = ::new (::operator new(sizeof(named_origin) + size)) named_origin;
  named->spawned_at = std::bit_cast<std::uintptr_t>(spawned_at());
  std::memset(named->name(), 0, size);
  std::memcpy(named->name(), text, length);
  const std::uintptr_t before = origin;
  origin = reinterpret_cast<std::uintptr_t>(named) | 1;
  if (is_named(before))
    ::operator delete(origin_of(before));
}

// Sent by another loop: see spawned::launch_on().
void strand::arrive(loop &here) noexcept {
  here.link(*this);
  if (here.is_observed() && here.tracer) [[unlikely]]
    trace_start(*here.tracer, *this);
}

void strand::start(loop &on, promise_base *first, bool cancelled) noexcept {
  at = &on.letters();
  cancel_requested = cancelled;
  if (first)
    first->enter(nullptr, *this);
  on.introduce(*this);
  on.link(*this);
  on.push(this);
  if (on.is_observed() && on.tracer) [[unlikely]]
    trace_start(*on.tracer, *this);
}

promise_base *strand::first_frame() const noexcept {
  promise_base *frame = top;
  while (frame && frame->caller)
    frame = frame->caller;
  return frame;
}

void strand::destroy_frames() noexcept {
  promise_base *first = first_frame();
  top = nullptr; // observers follow it
  if (first)
    first->frame().destroy();
}

struct strand_runner {
  static inline void run(strand &s, loop &l) {
    s.waiting = nullptr;
    l.set_running(&s);
    if (!s.top) [[unlikely]]
      begin(s, l);
    if (!s.finished) {
      do {
        s.goes_on = false;
        s.top->frame().resume();
      } while (s.goes_on);
    }
    if (s.finished)
      s.collect();
    l.set_running(nullptr);
  }

  static void begin(strand &s, loop &l) noexcept {
    if (!s.listed)
      s.arrive(l);
    if (promise_base *first = s.begin())
      first->enter(nullptr, s);
    else
      s.finished = true;
  }

  [[gnu::noinline]] static void run_observed(strand &s, loop &l) {
    const instant began = l.tracer ? now() : 0;
    run(s, l);
    if (l.tracer && began)
      trace_run(*l.tracer, s, began);
    if (l.check_locks && !s.finished)
      l.check_locks(&s);
  }
};

void strand::run() {
  loop &l = home();
  if (l.is_observed()) [[unlikely]]
    strand_runner::run_observed(*this, l);
  else
    strand_runner::run(*this, l);
  if (!finished)
    return;
  l.unlink(*this);
  finish();
}

void strand::wake() noexcept {
  if (current_loop() == &home()) {
    __builtin_prefetch(top); // it may have waited for long, and others are to run before it
    waiting = nullptr;
    home().push(this);
  } else {
    static_cast<mailbox *>(at)->post(this);
  }
}

void strand::cancel() noexcept {
  cancel_requested = true;
  if (waiting)
    waiting->cancel();
}

namespace {
std::exception_ptr *failure_of(const strand *owner) noexcept {
  return reinterpret_cast<std::exception_ptr *>(reinterpret_cast<std::uintptr_t>(owner) - 1);
}
} // namespace

void promise_base::fail(std::exception_ptr error) noexcept {
  if (!owner)
    terminate_not_started(*this);
  auto *kept = ::new (allocate_frame(sizeof error)) std::exception_ptr(std::move(error));
  owner = reinterpret_cast<strand *>(reinterpret_cast<std::uintptr_t>(kept) | 1);
}

const std::exception_ptr &promise_base::failure() const noexcept { return *failure_of(owner); }

void promise_base::drop_failure() noexcept {
  std::exception_ptr *kept = failure_of(owner);
  std::destroy_at(kept);
  free_frame(kept, sizeof *kept);
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
