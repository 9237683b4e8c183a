// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function runs what it is given, and another caller gives it something else. Not seen yet: a
// parameter is one for all calls.
#include "async.h"

#include <functional>
#include <unistd.h>

static void forEach(int count, const std::function<void(int)> &visit) {
  for (int i = 0; i < count; ++i)
    visit(i);
}

coax::task<> other();

void save() {
  forEach(3, [](int fd) { fsync(fd); }); // expect-finding: blocking-file-io
}

coax::task<> sum(int &total) {
  forEach(3, [&total](int value) { total += value; }); // known-false-alarm: transitive-blocking-call-in-coroutine
  co_await other();
}
