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

/// By what the task was started. The frame that awaits is there as long as what it awaits has not
/// ended.
std::string first_use(const promise_base &task, bool ended) {
  if (!task.caller) // nothing else that starts tasks leaves them the frame
    return ", after coax::run or coax::block_on has started it";
  return ", after the await at " + line_text(ended ? task.awaiting : task.caller->awaiting) +
         " that has taken its result";
}

/// Where the program awaits in `task`, or what that is an arm of.
std::string place_of_await(const strand &task) {
  source_place place = place_of_program(task);
  for (const strand *s = task.parent(); s && is_of_runtime(place.function); s = s->parent())
    place = place_of_program(*s);
  return place.file + ":" + std::to_string(place.line);
}

/// Where a task is given to something: there, or not far behind the last await.
std::string place_of_use(const void *at) {
  if (const site known = site_of(at); known.line())
    return " at " + line_text(known);
  if (const site last = last_await(); last.line())
    return ", by a task that was last seen at " + line_text(last);
  return "";
}

} // namespace

void throw_awaited_twice(const promise_base &task, bool ended, const promise_base &second) {
  throw misuse("a coax::task was awaited a second time at " + line_text(second.awaiting) +
               first_use(task, ended));
}

void throw_started_twice(const promise_base &task, bool ended, const void *at) {
  throw misuse("a coax::task was awaited or passed on a second time" + place_of_use(at) +
               first_use(task, ended));
}

void throw_taken_twice(const void *at) {
  throw misuse("a coax::task was awaited or passed on a second time" + place_of_use(at) +
               ", after it was awaited or passed to what takes it over, such as coax::timeout or "
               "gather");
}

void throw_sleep_awaited_twice(const promise_base &second) {
  throw misuse("a sleep was awaited a second time at " + line_text(second.awaiting) +
               ", or after it was passed on, or its frame() asked for");
}

void throw_frameless_awaited_twice(const promise_base &second) {
  throw misuse("a task was awaited a second time at " + line_text(second.awaiting) +
               ", or after it was passed on, or its frame() asked for");
}

// A task of another loop may go on just now, so its frames are not to be looked at.
void throw_joined_twice(const strand *first, const strand &second) {
  const bool known = first && &first->home() == current_loop();
  throw misuse(
      "coax::handle::join was awaited a second time at " + place_of_await(second) +
      (known ? ", while the await at " + place_of_await(*first) : ", while another await") +
      " waits for the end of the task");
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
