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

struct held : std::unique_lock<std::mutex> {
  explicit held(std::mutex &mutex) : std::unique_lock<std::mutex>(mutex, std::adopt_lock) {}
  ~held() { release(); }
};

void waitsWithALockOfItsOwn(std::mutex &mutex) {
  held lock(mutex);
  ready.wait(lock); // expect-finding: blocking-wait
}
