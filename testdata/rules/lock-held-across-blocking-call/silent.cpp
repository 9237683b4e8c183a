// A condition variable lets go of its lock; the other call comes after the unlock.
#include <condition_variable>
#include <mutex>
#include <unistd.h>

std::mutex m;
std::condition_variable ready;

void waits(int fd) {
  std::unique_lock lock(m);
  ready.wait(lock); // expect-finding: blocking-wait
  lock.unlock();
  fsync(fd); // expect-finding: blocking-file-io
}
