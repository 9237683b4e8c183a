// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What uses a variable of which each thread has its own stays on its thread.
// expect-plan: next keep
// expect-plan: worker keep "each thread has a variable of its own"
#include <cstdio>
#include <thread>
#include <unistd.h>
#include <coax/coax.hpp>

static thread_local int calls = 0;
static int total = 0;

static int slow(int n) {
  usleep(10);
  return n;
}

static int next() {
  thread_local int last = slow(10);
  return ++last + ++calls;
}

static int count() { return ++calls; }

static void worker() {
  for (int i = 0; i < 3; ++i) {
    usleep(10);
    ++calls;
  }
  total += calls;
}

coax::task<int> coax_main() {
  calls = 5;
  int first = next();
  FILE *file = co_await coax::offload([&] { return std::tmpfile(); });
  std::fprintf(file, "%d", calls);
  int here = count();
  std::fprintf(file, "%d", ++calls);
  count();
  co_await coax::offload([&] { std::fputs("end", file); });
  long size = std::ftell(file);
  co_await coax::offload([&] { std::fclose(file); });
  std::thread thread(worker);
  co_await coax::offload([&] { thread.join(); });
  int second = next();
  std::printf("%d %d %d %ld %d %d\n", first, second, here, size, calls, total);
  co_await coax::usleep(10);
  co_return calls;
}

int main() {
  return coax::run(coax_main());
}
