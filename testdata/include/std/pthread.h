// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mock of the POSIX header.
#pragma once
extern "C" {
struct pthread_mutex_t {
  int state;
};
int pthread_mutex_lock(pthread_mutex_t *);
int pthread_mutex_unlock(pthread_mutex_t *);
int pthread_create(unsigned long *, const void *, void *(*)(void *), void *);
}
