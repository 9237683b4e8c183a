// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A callback that does nothing with what it is given here. Not seen yet: values are not followed.
#include "async.h"

#include <unistd.h>

struct Stream {};
using Done = void (*)(Stream *);

static void answer(Stream *stream) {
  if (stream)
    sleep(1); // expect-finding: blocking-sleep
}

static void fail(Done done) { done(nullptr); }

coax::task<> refuse() {
  fail(answer); // known-false-alarm: transitive-blocking-call-in-coroutine
  co_return;
}
