// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions called through a table of pointers stay synchronous; calls of the table go to the pool.
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <coax/coax.hpp>

static int start(int n) {
  usleep(200);
  return n + 1;
}
static int stop(int n) {
  usleep(200);
  return n - 1;
}
static coax::task<int> pause(int n) {
  co_await coax::usleep(100);
  co_return n;
}

struct Command {
  const char *name;
  int (*run)(int);
};

static const Command commands[] = {{"start", start}, {"stop", &stop}};

static coax::task<int> dispatch(const char *name, int n) {
  co_await pause(n);
  for (const Command &command : commands)
    if (std::strcmp(command.name, name) == 0)
      co_return co_await coax::offload([&] { return command.run(n); });
  co_return -1;
}

coax::task<int> coax_main() {
  int (*pointer)(int) = start;
  std::printf("%d %d %d\n", co_await dispatch("start", 10), co_await dispatch("stop", 10), co_await dispatch("none", 10));
  co_await coax::offload([&] { std::printf("%d %d\n", pointer(5), start(6)); });
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
