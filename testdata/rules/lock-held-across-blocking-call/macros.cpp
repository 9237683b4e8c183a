// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locks that macros take and give back.
#include <pthread.h>
#include <unistd.h>

struct Engine {
  pthread_mutex_t statistics;
  long written;
};

#define STATISTICS_LOCK(e) pthread_mutex_lock(&(e)->statistics)
#define STATISTICS_UNLOCK(e) pthread_mutex_unlock(&(e)->statistics)

void count(Engine *engine, int fd) {
  STATISTICS_LOCK(engine);
  ++engine->written;
  STATISTICS_UNLOCK(engine);
  fsync(fd); // expect-finding: blocking-file-io
}

void counts(Engine *engine, int fd) {
  STATISTICS_LOCK(engine); // expect-finding: lock-held-across-blocking-call
  fsync(fd); // expect-finding: blocking-file-io
  STATISTICS_UNLOCK(engine);
}

void mixed(Engine *engine, int fd) {
  pthread_mutex_lock(&engine->statistics);
  STATISTICS_UNLOCK(engine);
  fsync(fd); // expect-finding: blocking-file-io
}
