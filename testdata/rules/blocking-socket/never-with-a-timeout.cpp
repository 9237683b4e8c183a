// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// No caller gives it time to wait.
#include <poll.h>

static bool isReadable(int fd, int seconds) {
  pollfd one = {fd, POLLIN, 0};
  return poll(&one, 1, seconds * 1000) > 0;
}

int main() { return isReadable(0, 0) && isReadable(1, 0); }
