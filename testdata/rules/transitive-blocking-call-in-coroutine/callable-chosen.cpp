// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Callables that a condition chooses, and those that functions return.
#include "async.h"

#include <functional>
#include <unistd.h>

coax::task<> other();

static int count;
static void quick() { ++count; }
static void quicker() { ++count; }
static void slow() {
  sleep(1); // expect-finding: blocking-sleep
}
static void run(void (*f)()) { f(); }

struct Object {
  void fast() { ++count; }
  void late() {
    sleep(2); // expect-finding: blocking-sleep
  }
};

coax::task<> chooses(bool which, Object object) {
  run(which ? quick : slow); // expect-finding: transitive-blocking-call-in-coroutine
  auto stored = which ? slow : quick;
  stored();                  // expect-finding: transitive-blocking-call-in-coroutine
  (which ? quick : slow)();  // expect-finding: transitive-blocking-call-in-coroutine
  (object.*(which ? &Object::fast : &Object::late))(); // expect-finding: transitive-blocking-call-in-coroutine
  std::function<void()> held = which ? std::function<void()>(quick) : std::function<void()>(slow);
  held();                    // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

coax::task<> choosesQuick(bool which, Object object) {
  run(which ? quick : quicker);
  auto stored = which ? quicker : quick;
  stored();
  (which ? quick : quicker)();
  void (*perhaps)() = which ? quick : nullptr;
  perhaps();
  co_await other();
}

static std::function<void()> pick(int what) {
  if (what == 1)
    return quick;
  return [] { slow(); };
}
static void (*pickQuick(int what))() { return what ? quick : quicker; }
static std::function<void()> passes(int what) { return pick(what); }

struct Table {
  std::function<void()> handler = slow;
  std::function<void()> &get() { return handler; }
};

coax::task<> returned(Table table) {
  pick(1)(); // expect-finding: transitive-blocking-call-in-coroutine
  auto picked = passes(2);
  picked();      // expect-finding: transitive-blocking-call-in-coroutine
  table.get()(); // expect-finding: transitive-blocking-call-in-coroutine
  pickQuick(1)();
  auto again = pickQuick(0);
  again();
  co_await other();
}

struct Guard {
  ~Guard() { slow(); }
};
static Guard make() { return {}; }

static void extended() {
  const Guard &guard = make();
  (void)guard;
}

coax::task<> extends() {
  extended(); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
