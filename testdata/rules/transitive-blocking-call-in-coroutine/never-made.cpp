// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An overrider of a class of which there is no object. Not seen yet: the making of objects is not
// followed.
#include "async.h"

#include <unistd.h>

struct Writer {
  virtual void append() = 0;
};
struct Memory : Writer {
  void append() override {}
};
struct Disk : Writer {
  void append() override { fsync(3); } // expect-finding: blocking-file-io
};

static void dump(Writer &writer) { writer.append(); }

coax::task<> print() {
  Memory memory;
  dump(memory); // known-false-alarm: transitive-blocking-call-in-coroutine
  co_return;
}
