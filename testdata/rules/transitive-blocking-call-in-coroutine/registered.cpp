// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A function that is kept for later is not called where it is handed over.
#include "async.h"

#include <csignal>
#include <cstdlib>
#include <memory>
#include <pthread.h>
#include <unistd.h>

coax::task<> next();
void flush() { fsync(3); }                  // expect-finding: blocking-file-io
void onSignal(int) { fsync(3); }            // expect-finding: blocking-file-io
void ofKey(void *) { fsync(3); }            // expect-finding: blocking-file-io
int compare(const void *, const void *) { return fsync(3); } // expect-finding: blocking-file-io

coax::task<> keeps(pthread_key_t *key) {
  co_await next();
  std::signal(SIGINT, onSignal);
  signal(SIGTERM, onSignal);
  std::atexit(flush);
  pthread_key_create(key, ofKey);
  pthread_atfork(flush, nullptr, nullptr);
  auto place = std::addressof(flush);
  (void)place;
}

coax::task<> runs(int *numbers) {
  co_await next();
  qsort(numbers, 3, sizeof *numbers, compare); // expect-finding: transitive-blocking-call-in-coroutine
}
