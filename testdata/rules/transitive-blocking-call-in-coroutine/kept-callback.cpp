// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function of a library that is told to keep a callback does not run it; one that goes over something does.
#include "async.h"

#include <unistd.h>

struct Context;
extern "C" {
void context_set_info_callback(Context *context, void (*callback)(int));
void context_add_listener(Context *context, void (*callback)(int));
void context_visit(Context *context, void (*callback)(int));
}

static void save(int fd) { fsync(fd); } // expect-finding: blocking-file-io

coax::task<> other();

coax::task<> installs(Context *context) {
  context_set_info_callback(context, save);
  context_add_listener(context, save);
  co_await other();
}

coax::task<> visits(Context *context) {
  context_visit(context, save); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
