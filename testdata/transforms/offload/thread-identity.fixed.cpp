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
#include <coax/coax.hpp>

static const std::thread::id mainThread = std::this_thread::get_id();
static int stopped = 0;

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

static bool owned(FILE *file) {
  std::fprintf(file, "x");
  return std::this_thread::get_id() == mainThread;
}

static void stop(int n) {
  stopped += coax::block_on(slow(n));
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

coax::task<int> coax_main() {
  FILE *file = co_await coax::offload([&] { return std::tmpfile(); });
  co_await coax::usleep(10);
  bool own = owned(file);  // expect-site: owned keep
  pthread_t self = pthread_self();
  co_await coax::offload([&] { std::fputs("end", file); });
  int same = pthread_equal(self, pthread_self());
  co_await coax::offload([&] { std::fclose(file); });
  pthread_t other;
  if (pthread_create(&other, nullptr, entry, nullptr) != 0)
    co_return 1;
  co_await coax::offload([&] { pthread_join(other, nullptr); });
  std::printf("%d %d %d\n", own, same != 0, stopped);
  co_return co_await slow(5);
}

int main() {
  return coax::run(coax_main());
}
