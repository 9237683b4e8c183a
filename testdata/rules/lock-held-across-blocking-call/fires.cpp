#include <mutex>
#include <unistd.h>

std::mutex m;

void append(int fd, const char *line) {
  std::lock_guard lock(m); // expect-finding: lock-held-across-blocking-call "'m' is held across 'write' on line 8"
  write(fd, line, 1); // expect-finding: blocking-file-io
  fsync(fd);          // expect-finding: blocking-file-io
}
