// A lambda runs where it is passed; a function object is followed through parameter and field.
#include "async.h"

#include <unistd.h>

template <typename F> void repeat(int times, F action) {
  for (int i = 0; i < times; ++i)
    action();
}

struct Timer {
  void (*handler)() = nullptr;
  void fire() { handler(); }
};

static void nap() {
  usleep(1); // expect-finding: blocking-sleep
}

coax::task<> use(Timer &timer) {
  timer.handler = nap;
  timer.fire(); // expect-finding: transitive-blocking-call-in-coroutine via use(Timer &) -> Timer::fire() -> nap()
  repeat(3, [] { // expect-finding: transitive-blocking-call-in-coroutine
    sleep(1);    // expect-finding: blocking-sleep
  });
  co_return;
}
