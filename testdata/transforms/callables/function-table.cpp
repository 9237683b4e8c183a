// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions called through a table of pointers stay synchronous; calls of the table go to the pool.
#include <cstdio>
#include <cstring>
#include <unistd.h>

static int start(int n) {
  usleep(200);
  return n + 1;
}
static int stop(int n) {
  usleep(200);
  return n - 1;
}
static int pause(int n) {
  usleep(100);
  return n;
}

struct Command {
  const char *name;
  int (*run)(int);
};

static const Command commands[] = {{"start", start}, {"stop", &stop}};

static int dispatch(const char *name, int n) {
  pause(n);
  for (const Command &command : commands)
    if (std::strcmp(command.name, name) == 0)
      return command.run(n);
  return -1;
}

int main() {
  int (*pointer)(int) = start;
  std::printf("%d %d %d\n", dispatch("start", 10), dispatch("stop", 10), dispatch("none", 10));
  std::printf("%d %d\n", pointer(5), start(6));
}
