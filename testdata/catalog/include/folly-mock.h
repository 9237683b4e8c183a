// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Folly, without the library: arguments are any.
#pragma once

namespace folly {
struct Baton {
  template <typename... A> int timed_wait(A &&...);
  template <typename... A> int try_wait_for(A &&...);
  template <typename... A> int try_wait_until(A &&...);
  template <typename... A> int wait(A &&...);
};
struct DistributedMutex {
  template <typename... A> int lock(A &&...);
};
struct DynamicBoundedQueue {
  template <typename... A> int dequeue(A &&...);
  template <typename... A> int enqueue(A &&...);
};
struct EventBase {
  template <typename... A> int loop(A &&...);
  template <typename... A> int loopForever(A &&...);
  template <typename... A> int loopOnce(A &&...);
  template <typename... A> int runImmediatelyOrRunInEventBaseThreadAndWait(A &&...);
  template <typename... A> int runInEventBaseThreadAndWait(A &&...);
};
struct EventCount {
  template <typename... A> int await(A &&...);
  template <typename... A> int wait(A &&...);
};
struct File {
  template <typename... A> File(A &&...);
};
struct Future {
  template <typename... A> int get(A &&...);
  template <typename... A> int getTry(A &&...);
  template <typename... A> int getVia(A &&...);
  template <typename... A> int result(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int waitVia(A &&...);
};
struct Latch {
  template <typename... A> int wait(A &&...);
};
struct LifoSemBase {
  template <typename... A> int wait(A &&...);
};
struct LifoSemImpl {
  template <typename... A> int wait(A &&...);
};
struct MPMCQueue {
  template <typename... A> int blockingRead(A &&...);
  template <typename... A> int blockingWrite(A &&...);
};
struct RWSpinLock {
  template <typename... A> int lock(A &&...);
};
struct SaturatingSemaphore {
  template <typename... A> int wait(A &&...);
};
struct SemiFuture {
  template <typename... A> int get(A &&...);
  template <typename... A> int getTry(A &&...);
  template <typename... A> int wait(A &&...);
};
struct SharedMutexImpl {
  template <typename... A> int lock(A &&...);
  template <typename... A> int lock_shared(A &&...);
  template <typename... A> int lock_upgrade(A &&...);
};
struct SocketAddress {
  template <typename... A> SocketAddress(A &&...);
  template <typename... A> int setFromHostPort(A &&...);
};
struct SpinLock {
  template <typename... A> int lock(A &&...);
};
struct Subprocess {
  template <typename... A> int communicate(A &&...);
  template <typename... A> int communicateIOBuf(A &&...);
  template <typename... A> int wait(A &&...);
  template <typename... A> int waitChecked(A &&...);
  template <typename... A> int waitOrTerminateOrKill(A &&...);
  template <typename... A> int waitTimeout(A &&...);
};
struct Synchronized {
  template <typename... A> int lock(A &&...);
  template <typename... A> int rlock(A &&...);
  template <typename... A> int ulock(A &&...);
  template <typename... A> int withLock(A &&...);
  template <typename... A> int withRLock(A &&...);
  template <typename... A> int withWLock(A &&...);
  template <typename... A> int wlock(A &&...);
};
struct SynchronizedBase {
  template <typename... A> int lock(A &&...);
  template <typename... A> int rlock(A &&...);
  template <typename... A> int withLock(A &&...);
  template <typename... A> int withRLock(A &&...);
  template <typename... A> int withWLock(A &&...);
  template <typename... A> int wlock(A &&...);
};
struct ThrottledLifoSem {
  template <typename... A> int wait(A &&...);
};
struct UnboundedQueue {
  template <typename... A> int dequeue(A &&...);
  template <typename... A> int try_dequeue_for(A &&...);
};
template <typename... A> int readFile(A &&...);
template <typename... A> int writeFile(A &&...);
template <typename... A> int writeFileAtomic(A &&...);
template <typename... A> int readNoInt(A &&...);
template <typename... A> int writeNoInt(A &&...);
template <typename... A> int preadNoInt(A &&...);
template <typename... A> int pwriteNoInt(A &&...);
template <typename... A> int readFull(A &&...);
template <typename... A> int writeFull(A &&...);
template <typename... A> int preadFull(A &&...);
template <typename... A> int pwriteFull(A &&...);
template <typename... A> int openNoInt(A &&...);
template <typename... A> int fsyncNoInt(A &&...);
template <typename... A> int fdatasyncNoInt(A &&...);
template <typename... A> int flockNoInt(A &&...);
template <typename... A> int readvFull(A &&...);
template <typename... A> int writevFull(A &&...);
} // namespace folly

namespace folly::coro {
template <typename... A> int blockingWait(A &&...);
template <typename... A> int blocking_wait(A &&...);
} // namespace folly::coro

namespace folly::detail {
struct MPMCQueueBase {
  template <typename... A> int blockingRead(A &&...);
  template <typename... A> int blockingWrite(A &&...);
};
} // namespace folly::detail

namespace folly::fibers {
struct Baton {
  template <typename... A> int wait(A &&...);
};
} // namespace folly::fibers
