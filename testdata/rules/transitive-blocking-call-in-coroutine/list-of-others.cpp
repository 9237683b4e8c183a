// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Callbacks of two lists whose elements have one type. Not seen yet: fields are one for all objects.
#include "async.h"

#include <unistd.h>

struct Callback {
  void (*function)() = nullptr;
};
struct Plugin {
  Callback reload, control;
};

static void forget() {}
static void save() {
  fsync(3); // expect-finding: blocking-file-io
}

coax::task<> reload(Plugin &plugin) {
  plugin.reload.function = forget;
  plugin.control.function = save;
  plugin.reload.function(); // known-false-alarm: transitive-blocking-call-in-coroutine
  co_return;
}
