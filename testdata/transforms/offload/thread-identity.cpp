// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What asks which thread it runs on stays on it, and what may end its thread by pthread_exit is called
// by no coroutine.
// expect-plan: owned keep
// expect-plan: worker keep "may end its thread in `stop`"
// expect-plan: main await
#include <cstdio>
#include <mutex>
#include <pthread.h>
#include <thread>
#include <unistd.h>

static const std::thread::id mainThread = std::this_thread::get_id();
static int stopped = 0;

static int slow(int n) {
  usleep(10);
  return n;
}

static bool owned(FILE *file) {
  std::fprintf(file, "x");
  return std::this_thread::get_id() == mainThread;
}

static void stop(int n) {
  stopped += slow(n);
  if (stopped > 3)
    pthread_exit(nullptr);
}

static void worker() {
  for (int i = 0; i < 100; ++i) {
    usleep(10);
    stop(i);
  }
}

static void *entry(void *) {
  worker();
  return nullptr;
}

int main() {
  FILE *file = std::tmpfile();
  usleep(10);
  bool own = owned(file);  // expect-site: owned keep
  pthread_t self = pthread_self();
  std::fputs("end", file);
  int same = pthread_equal(self, pthread_self());
  std::fclose(file);
  pthread_t other;
  if (pthread_create(&other, nullptr, entry, nullptr) != 0)
    return 1;
  pthread_join(other, nullptr);
  std::printf("%d %d %d\n", own, same != 0, stopped);
  return slow(5);
}
