// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A number that a call returns by a reference to one of its temporaries is copied where it is named.
#include <algorithm>
#include <cstdio>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  return n;
}

static int calls = 0;
static int plain(int n) {
  ++calls;
  return n;
}

int main() {
  switch (std::max(1, slow(2))) {
  case 2:
    std::printf("two\n");
  }
  std::printf("%d\n", std::min(plain(3), plain(4)) - slow(1));
  std::printf("%d\n", std::max(plain(3), 4) * slow(2) + calls);
}
