// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// No caller gives it time to wait. Not seen yet: values are not followed from callers.
#include <poll.h>

static bool isReadable(int fd, int seconds) {
  pollfd one = {fd, POLLIN, 0};
  return poll(&one, 1, seconds * 1000) > 0; // known-false-alarm: blocking-socket
}

int main() { return isReadable(0, 0) && isReadable(1, 0); }
