// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function runs what it is given, and another caller gives it something else.
#include "async.h"

#include <algorithm>
#include <functional>
#include <unistd.h>
#include <utility>

static void forEach(int count, const std::function<void(int)> &visit) {
  for (int i = 0; i < count; ++i)
    visit(i);
}

template <typename Visit> void each(int count, Visit visit) {
  for (int i = 0; i < count; ++i)
    visit(i);
}

template <typename Visit> void every(int count, Visit &&visit) {
  each(count, std::forward<Visit>(visit));
}

template <typename Visit> void all(const int *begin, const int *end, Visit visit) {
  std::for_each(begin, end, std::move(visit));
}

static void call(void (*visit)(int), int value) { visit(value); }
static void callTwice(void (*visit)(int)) {
  call(visit, 1);
  call(visit, 2);
}
static void flush(int fd) { fsync(fd); } // expect-finding: blocking-file-io
static void forget(int) {}

static const int values[] = {1, 2};

coax::task<> other();

void save() {
  forEach(3, [](int fd) { fsync(fd); });             // expect-finding: blocking-file-io
  each(3, [](int fd) { fsync(fd); });                // expect-finding: blocking-file-io
  every(3, [](int fd) { fsync(fd); });               // expect-finding: blocking-file-io
  all(values, values + 2, [](int fd) { fsync(fd); }); // expect-finding: blocking-file-io
  callTwice(flush);
}

coax::task<> sum(int &total) {
  forEach(3, [&total](int value) { total += value; });
  each(3, [&total](int value) { total += value; });
  every(3, [&total](int value) { total += value; });
  all(values, values + 2, [&total](int value) { total += value; });
  callTwice(forget);
  co_await other();
}

coax::task<> saveToo() {
  forEach(3, [](int fd) { fsync(fd); }); // expect-finding: transitive-blocking-call-in-coroutine; expect-finding: blocking-file-io
  each(3, [](int fd) { fsync(fd); }); // expect-finding: transitive-blocking-call-in-coroutine; expect-finding: blocking-file-io
  every(3, [](int fd) { fsync(fd); }); // expect-finding: transitive-blocking-call-in-coroutine; expect-finding: blocking-file-io
  all(values, values + 2, [](int fd) { fsync(fd); }); // expect-finding: transitive-blocking-call-in-coroutine; expect-finding: blocking-file-io
  callTwice(flush); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// What is run if nothing is given.

static void flushOr(void (*visit)(int)) {
  if (!visit)
    visit = flush;
  visit(3);
}
static void flushBy(void (*visit)(int) = flush) { visit(3); }

coax::task<> forgets() {
  flushOr(forget); // expect-finding: transitive-blocking-call-in-coroutine
  flushBy(forget);
  co_await other();
}
coax::task<> flushes() {
  flushOr(nullptr); // expect-finding: transitive-blocking-call-in-coroutine
  flushBy(); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// Function objects with several operators.
struct Logger {
  void operator()(int) {}
  void operator()(const char *) { fsync(3); } // expect-finding: blocking-file-io
};
static void put(Logger &log) { log("x"); }
coax::task<> logs(Logger &log) {
  put(log); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
