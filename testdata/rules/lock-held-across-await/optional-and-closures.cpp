// Guards that are made later, closures that give a lock back, guards and mutexes of the program's own.
#include "async.h"

#include <mutex>
#include <optional>
#include <pthread.h>

coax::task<int> pop();
std::mutex m;

coax::task<int> filled() {
  std::optional<std::lock_guard<std::mutex>> guard;
  co_await pop();
  guard.emplace(m); // expect-finding: blocking-call-in-coroutine
  co_await pop(); // expect-finding: lock-held-across-await
  guard.reset();
  co_return co_await pop();
}

coax::task<int> releasedByClosure() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  auto release = [&] { lock.unlock(); };
  release();
  co_return co_await pop();
}

coax::task<int> closureThatIsNotCalled() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  auto release = [&] { lock.unlock(); };
  int value = co_await pop(); // expect-finding: lock-held-across-await
  release();
  co_return value;
}

class Holder {
public:
  explicit Holder(std::mutex &of) : of_(of) { of_.lock(); }
  ~Holder() { of_.unlock(); }

private:
  std::mutex &of_;
};

coax::task<int> byOwnGuard() {
  Holder holder(m);
  co_return co_await pop(); // expect-finding: lock-held-across-await
}

class HolderByPointer {
public:
  explicit HolderByPointer(pthread_mutex_t *of) : of_(of) { pthread_mutex_lock(of_); }
  ~HolderByPointer() { pthread_mutex_unlock(of_); }

private:
  pthread_mutex_t *of_;
};
pthread_mutex_t posix;

coax::task<int> byOwnGuardOfPosix() {
  HolderByPointer holder(&posix);
  co_return co_await pop(); // expect-finding: lock-held-across-await
}

class Wrapper {
public:
  explicit Wrapper(std::mutex &of) : lock_(of) {}

private:
  std::unique_lock<std::mutex> lock_;
};

coax::task<int> byWrapper() {
  Wrapper wrapper(m);
  co_return co_await pop(); // expect-finding: lock-held-across-await
}

class OwnMutex {
public:
  void lock() { pthread_mutex_lock(&mutex_); }
  void unlock() { pthread_mutex_unlock(&mutex_); }

private:
  pthread_mutex_t mutex_;
};
OwnMutex own;

coax::task<int> byHand() {
  own.lock();
  int value = co_await pop(); // expect-finding: lock-held-across-await
  own.unlock();
  co_return value + co_await pop();
}

class AwaitedMutex {
public:
  coax::task<> lock();
  void unlock();
};

coax::task<int> awaitedLock(AwaitedMutex &mutex) {
  co_await mutex.lock();
  int value = co_await pop();
  mutex.unlock();
  co_return value;
}
