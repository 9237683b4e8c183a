// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which locks are held at a call.
#include <mutex>
#include <pthread.h>
#include <unistd.h>
class PortMutex {
public:
  void Lock();   // as leveldb spells it
  void Unlock();
};
class PortGuard {
public:
  explicit PortGuard(PortMutex *m) : m_(m) { m_->Lock(); } // expect-edge: PortGuard::PortGuard -> PortMutex::Lock [direct]
  ~PortGuard() { m_->Unlock(); } // expect-edge: PortGuard::~PortGuard -> PortMutex::Unlock [direct]

private:
  PortMutex *m_;
};
std::mutex a, b;
PortMutex port;
pthread_mutex_t posix;
void guards(bool early) {
  sleep(1); // expect-edge: guards -> sleep [direct]
  std::lock_guard<std::mutex> first(a); // expect-edge: guards -> std::lock_guard::lock_guard [direct]
  sleep(2); // expect-edge: guards -> sleep [direct, holds a]
  {
    std::unique_lock<std::mutex> second(b); // expect-edge: guards -> std::unique_lock::unique_lock [direct, holds a]
    sleep(3); // expect-edge: guards -> sleep [direct, holds a, holds b]
    if (early) {
      second.unlock(); // expect-edge: guards -> std::unique_lock::unlock [direct, holds a, holds b]
      return;
    }
    sleep(4); // expect-edge: guards -> sleep [direct, holds a, holds b]
    second.unlock(); // expect-edge: guards -> std::unique_lock::unlock [direct, holds a, holds b]
    sleep(5); // expect-edge: guards -> sleep [direct, holds a]
    second.lock(); // expect-edge: guards -> std::unique_lock::lock [direct, holds a]
    sleep(6); // expect-edge: guards -> sleep [direct, holds a, holds b]
  } // expect-edge: guards -> std::unique_lock::~unique_lock [implicit, holds a]
  std::unique_lock<std::mutex> later(b, std::defer_lock); // expect-edge: guards -> std::unique_lock::unique_lock [direct, holds a]
  sleep(7); // expect-edge: guards -> sleep [direct, holds a]
} // expect-edge: guards -> std::unique_lock::~unique_lock [implicit, holds a]; guards -> std::lock_guard::~lock_guard [implicit]
void ported() {
  PortGuard guard(&port); // expect-edge: ported -> PortGuard::PortGuard [direct]
  sleep(1); // expect-edge: ported -> sleep [direct, holds port]
  port.Unlock(); // expect-edge: ported -> PortMutex::Unlock [direct, holds port]
  sleep(2); // expect-edge: ported -> sleep [direct]
  port.Lock(); // expect-edge: ported -> PortMutex::Lock [direct]
  sleep(3); // expect-edge: ported -> sleep [direct, holds port]
} // expect-edge: ported -> PortGuard::~PortGuard [implicit]
void byHand() {
  pthread_mutex_lock(&posix); // expect-edge: byHand -> pthread_mutex_lock [direct]
  sleep(1); // expect-edge: byHand -> sleep [direct, holds posix]
  pthread_mutex_unlock(&posix); // expect-edge: byHand -> pthread_mutex_unlock [direct, holds posix]
  std::scoped_lock both(a, b); // expect-edge: byHand -> std::scoped_lock::scoped_lock [direct]
  sleep(2); // expect-edge: byHand -> sleep [direct, holds a, holds b]
} // expect-edge: byHand -> std::scoped_lock::~scoped_lock [implicit]
