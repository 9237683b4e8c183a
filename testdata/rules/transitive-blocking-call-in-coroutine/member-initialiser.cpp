// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the initialisers of members call is called where the object is made.
#include "async.h"

#include <unistd.h>

coax::task<> other();

static int slow() {
  sleep(1); // expect-finding: blocking-sleep
  return 3;
}

struct Settings {
  int level = slow();
};
struct Plain {
  int level = 3;
};

coax::task<> made() {
  Settings settings; // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

coax::task<> madeWithBraces() {
  Settings settings{}; // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

coax::task<> plain() {
  Plain plain, also{};
  co_await other();
}
