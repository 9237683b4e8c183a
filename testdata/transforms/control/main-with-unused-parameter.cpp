// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parameters of main without a name stay so, where nobody asks for them.
#include <cstdio>
#include <unistd.h>

int main(int argc, char *[]) {
  usleep(10);
  if (argc > 1)
    return 1;
  std::printf("none\n");
}
