// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches on constants.
#include "async.h"

#include <unistd.h>

#define VERBOSE 0
constexpr bool traces = false;

static void save() { fsync(3); } // expect-finding: blocking-file-io
static bool flush() { return fsync(3) == 0; } // expect-finding: blocking-file-io

coax::task<> other();

coax::task<> quiet(bool verbose) {
  if (VERBOSE)
    save();
  if (traces && verbose)
    save();
  if (!VERBOSE)
    co_await other();
  else
    sleep(1);
  bool saved = VERBOSE ? flush() : true;
  co_await other();
  (void)saved;
}

coax::task<> jumps(bool fails) {
  co_await other();
  if (fails)
    goto failed;
  co_return;
  if (0) {
  failed:
    save(); // expect-finding: transitive-blocking-call-in-coroutine
  }
}

coax::task<> loud(bool verbose) {
  if (!VERBOSE)
    save(); // expect-finding: transitive-blocking-call-in-coroutine
  if (verbose)
    save(); // expect-finding: transitive-blocking-call-in-coroutine
  bool saved = VERBOSE ? true : flush(); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
  (void)saved;
}
