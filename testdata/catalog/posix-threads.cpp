// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Threads and locks of C.
#include <any.h>
#include <other-systems.h>
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

void calls() {
  pthread_join(any, any);                     // expect-site: pthread_join wait
  pthread_timedjoin_np(any, any, any);        // expect-site: pthread_timedjoin_np wait
  pthread_clockjoin_np(any, any, any, any);   // expect-site: pthread_clockjoin_np wait
  thrd_join(any, any);                        // expect-site: thrd_join wait
  pthread_cond_wait(any, any);                // expect-site: pthread_cond_wait wait
  pthread_cond_timedwait(any, any, any);      // expect-site: pthread_cond_timedwait wait
  pthread_cond_clockwait(any, any, any, any); // expect-site: pthread_cond_clockwait wait
  cnd_wait(any, any);                         // expect-site: cnd_wait wait
  cnd_timedwait(any, any, any);               // expect-site: cnd_timedwait wait
  pthread_barrier_wait(any);                  // expect-site: pthread_barrier_wait wait
  pthread_mutex_lock(any);                    // expect-site: pthread_mutex_lock lock maybe in-context
  pthread_spin_lock(any);                     // expect-site: pthread_spin_lock lock maybe in-context
  mtx_lock(any);                              // expect-site: mtx_lock lock maybe in-context
  pthread_once(any, any);                     // expect-site: pthread_once lock maybe in-context
  call_once(any, any);                        // expect-site: call_once lock maybe in-context
  pthread_mutex_timedlock(any, any);          // expect-site: pthread_mutex_timedlock lock maybe
  pthread_mutex_clocklock(any, any, any);     // expect-site: pthread_mutex_clocklock lock maybe
  mtx_timedlock(any, any);                    // expect-site: mtx_timedlock lock maybe
  pthread_rwlock_rdlock(any);                 // expect-site: pthread_rwlock_rdlock lock maybe in-context
  pthread_rwlock_wrlock(any);                 // expect-site: pthread_rwlock_wrlock lock maybe in-context
  pthread_rwlock_timedrdlock(any, any);       // expect-site: pthread_rwlock_timedrdlock lock maybe
  pthread_rwlock_timedwrlock(any, any);       // expect-site: pthread_rwlock_timedwrlock lock maybe
  pthread_rwlock_clockrdlock(any, any, any);  // expect-site: pthread_rwlock_clockrdlock lock maybe
  pthread_rwlock_clockwrlock(any, any, any);  // expect-site: pthread_rwlock_clockwrlock lock maybe
  os_unfair_lock_lock(any);                   // expect-site: os_unfair_lock_lock lock maybe in-context
  OSSpinLockLock(any);                        // expect-site: OSSpinLockLock lock maybe in-context
  sem_wait(any);                              // expect-site: sem_wait wait
  sem_timedwait(any, any);                    // expect-site: sem_timedwait wait
  sem_clockwait(any, any, any);               // expect-site: sem_clockwait wait

  pthread_mutex_trylock(any);
  sem_trywait(any);
  sem_post(any);
  pthread_create(any, any, any, any); // expect-role: pthread_create starts-thread
  thrd_create(any, any, any);         // expect-role: thrd_create starts-thread
}
