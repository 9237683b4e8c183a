#include <mutex>
#include <pthread.h>
#include <time.h>

void timed(pthread_mutex_t *mutex, const timespec *until) {
  pthread_mutex_timedlock(mutex, until); // expect-finding: blocking-lock
}
