// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A mutex belongs to the thread that locked it: functions that take it for their callers, or give it
// back, run where these run; what takes and gives back may go to the pool as a whole.
// coax-input: abcdef
// expect-plan: lock keep "takes a lock that its caller gives back"
// expect-plan: unlock keep "gives back a lock that its caller took"
// expect-plan: lockAll keep "takes a lock that its caller gives back"
// expect-plan: readLocked offload "`queue->mutex` is locked at the call"
// expect-plan: readPlain await
#include <cstdio>
#include <cstdlib>
#include <pthread.h>
#include <unistd.h>
#include <coax/coax.hpp>

struct Queue {
  pthread_mutex_t mutex;
  int reads;
};

static void die(const char *what, int error) {
  std::printf("%s: %d\n", what, error);
  std::fflush(stdout);
  unlink("lockfile");
  std::exit(1);
}

static void lock(pthread_mutex_t *mutex) {
  if (int error = pthread_mutex_lock(mutex))
    die("lock", error);
}

static void unlock(pthread_mutex_t *mutex) {
  if (int error = pthread_mutex_unlock(mutex))
    die("unlock", error);
}

static bool lockInTime(pthread_mutex_t *mutex, int tries) {
  while (tries-- > 0) {
    if (pthread_mutex_trylock(mutex) == 0)
      return true;
    usleep(10);
  }
  return false;
}

static coax::task<bool> tryOnce(pthread_mutex_t *mutex) {
  if (pthread_mutex_trylock(mutex) != 0)
    co_return false;
  pthread_mutex_unlock(mutex);
  co_await coax::usleep(10);
  co_return true;
}

static ssize_t readLocked(Queue *queue, int fd) {
  char byte;
  lock(&queue->mutex);
  if (queue->reads > 2) {
    unlock(&queue->mutex);
    return -1;
  }
  ssize_t n = read(fd, &byte, 1);
  ++queue->reads;
  unlock(&queue->mutex);
  return n;
}

static coax::task<ssize_t> readPlain(Queue *queue, int fd) {
  char byte;
  lock(&queue->mutex);
  ++queue->reads;
  unlock(&queue->mutex);
  co_return co_await coax::read(fd, &byte, 1);
}

static void lockAll(Queue *first, Queue *second) {
  lock(&first->mutex);
  if (!lockInTime(&second->mutex, 3))
    die("lockInTime", 0);
}

coax::task<int> coax_main() {
  Queue first{PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP, 0};
  Queue second{PTHREAD_ERRORCHECK_MUTEX_INITIALIZER_NP, 0};
  co_await coax::offload([&] {
    for (int i = 0; i < 4; ++i)
      std::printf("%zd ", readLocked(&first, 0));
  });
  std::printf("%zd\n", co_await readPlain(&second, 0));
  lockAll(&first, &second); // expect-site: lockAll keep
  pthread_mutex_unlock(&second.mutex);
  unlock(&first.mutex); // expect-site: unlock keep
  std::printf("%d\n", co_await tryOnce(&first.mutex));
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
