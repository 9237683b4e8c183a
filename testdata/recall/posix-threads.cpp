// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads, locks and signals by the functions of POSIX.
#include "Check.h"

#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t gate = PTHREAD_RWLOCK_INITIALIZER;
pthread_once_t once = PTHREAD_ONCE_INIT;
pthread_barrier_t meeting;
sem_t permits;
bool ready = false;

class Lock {
public:
  explicit Lock(pthread_mutex_t &mutex) : mutex_(mutex) { pthread_mutex_lock(&mutex_); }
  ~Lock() { pthread_mutex_unlock(&mutex_); }

private:
  pthread_mutex_t &mutex_;
};

void prepare() { usleep(100); }

void *work(void *) {
  pthread_once(&once, prepare);
  timespec moment = {0, 10'000'000};
  nanosleep(&moment, nullptr);
  clock_nanosleep(CLOCK_MONOTONIC, 0, &moment, nullptr);
  {
    Lock lock(mutex);
    ready = true;
    pthread_cond_signal(&condition);
  }
  pthread_barrier_wait(&meeting);
  sem_post(&permits);
  return nullptr;
}

timespec soon() {
  timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  now.tv_sec += 5;
  return now;
}

void waitsForSignal() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGUSR1);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  raise(SIGUSR1);
  int signal = 0;
  CHECK(sigwait(&set, &signal) == 0);
  raise(SIGUSR1);
  CHECK(sigwaitinfo(&set, nullptr) == SIGUSR1);
}

} // namespace

int main() {
  pthread_barrier_init(&meeting, nullptr, 2);
  sem_init(&permits, 0, 0);
  pthread_t thread;
  CHECK(pthread_create(&thread, nullptr, work, nullptr) == 0);
  timespec limit = soon();
  pthread_mutex_lock(&mutex);
  while (!ready)
    pthread_cond_timedwait(&condition, &mutex, &limit);
  pthread_mutex_unlock(&mutex);
  pthread_barrier_wait(&meeting);
  CHECK(sem_wait(&permits) == 0);
  CHECK(pthread_rwlock_rdlock(&gate) == 0 && pthread_rwlock_unlock(&gate) == 0);
  CHECK(pthread_mutex_timedlock(&mutex, &limit) == 0);
  waitsForSignal();
  return pthread_join(thread, nullptr);
}
