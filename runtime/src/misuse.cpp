// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is said of code that could only hang or crash, with both places.
#include "loop.h"
#include "source_text.h"

#include <coax/detail/promise.hpp>
#include <coax/error.hpp>
#include <cstdio>
#include <exception>
#include <string>

namespace coax::detail {

namespace {

constexpr const char *by_hand = " was resumed by other code than its loop, such as a call of "
                                "resume() on its frame(); a task is "
                                "awaited, or passed to coax::run or coax::block_on";

std::string name_of(const promise_base &frame) { return text_of(place_of(frame.awaiting)); }

} // namespace

// The frame that awaits is there as long as what it awaits has not ended.
void throw_awaited_twice(const promise_base &task, bool ended, const promise_base &second) {
  const site first = ended || !task.caller ? task.awaiting : task.caller->awaiting;
  throw misuse("a coax::task was awaited a second time at " + line_text(second.awaiting) +
               ", after the await at " + line_text(first) + " that has taken its result");
}

void throw_sleep_awaited_twice(const promise_base &second) {
  throw misuse("a sleep was awaited a second time at " + line_text(second.awaiting) +
               ", or after its frame() was asked for");
}

void throw_frameless_awaited_twice(const promise_base &second) {
  throw misuse("a task was awaited a second time at " + line_text(second.awaiting) +
               ", or after its frame() was asked for");
}

void throw_not_started(const promise_base &frame) {
  throw misuse("the coroutine " + name_of(frame) + by_hand);
}

void terminate_not_started(const promise_base &frame) noexcept {
  std::fprintf(stderr, "coax: the coroutine %s%s\n", name_of(frame).c_str(), by_hand);
  std::terminate();
}

void check_run_by_loop(const promise_base &frame) noexcept {
  const strand *owner = frame.failed() ? nullptr : frame.owner;
  if (!owner || (&owner->home() == current_loop() && owner->home().running() == owner))
    return;
  std::string started;
  if (const site place = owner->spawned_at(); place.line())
    started = "; its task was started by " + text_of(place_of(place));
  std::string by;
  if (const site place = last_await(); place.line())
    by = ", by a task that was last seen at " + line_text(place);
  std::fprintf(stderr,
               "coax: the coroutine %s was resumed on another thread than its loop's, or not by "
               "its loop%s%s\n",
               name_of(frame).c_str(), by.c_str(), started.c_str());
  std::terminate();
}

// One that an exception takes along, or the end of its loop, was not forgotten.
void report_dropped(const promise_base &task) noexcept {
  const loop *l = current_loop();
  if (std::uncaught_exceptions() != 0 || (l && !l->running()))
    return;
  const strand *dropper = current_strand();
  const std::string where = dropper && dropper->top ? ", by a task that was last seen at " +
                                                          line_text(dropper->top->awaiting)
                                                    : std::string();
  std::fprintf(stderr, "coax: the task of %s was dropped without an await%s; it has not run\n",
               name_of(task).c_str(), where.c_str());
}

} // namespace coax::detail
