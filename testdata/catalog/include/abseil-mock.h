// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The names of Abseil, without the library: arguments are any.
#pragma once

namespace absl {
struct Barrier {
  template <typename... A> int Block(A &&...);
};
struct BlockingCounter {
  template <typename... A> int Wait(A &&...);
};
struct CondVar {
  template <typename... A> int Wait(A &&...);
  template <typename... A> int WaitWithDeadline(A &&...);
  template <typename... A> int WaitWithTimeout(A &&...);
};
struct Mutex {
  template <typename... A> int Await(A &&...);
  template <typename... A> int AwaitWithDeadline(A &&...);
  template <typename... A> int AwaitWithTimeout(A &&...);
  template <typename... A> int Lock(A &&...);
  template <typename... A> int LockWhen(A &&...);
  template <typename... A> int LockWhenWithDeadline(A &&...);
  template <typename... A> int LockWhenWithTimeout(A &&...);
  template <typename... A> int ReaderLock(A &&...);
  template <typename... A> int ReaderLockWhen(A &&...);
  template <typename... A> int WriterLock(A &&...);
  template <typename... A> int WriterLockWhen(A &&...);
  template <typename... A> int lock(A &&...);
  template <typename... A> int lock_shared(A &&...);
};
struct MutexLock {
  template <typename... A> MutexLock(A &&...);
};
struct MutexLockMaybe {
  template <typename... A> MutexLockMaybe(A &&...);
};
struct Notification {
  template <typename... A> int WaitForNotification(A &&...);
  template <typename... A> int WaitForNotificationWithDeadline(A &&...);
  template <typename... A> int WaitForNotificationWithTimeout(A &&...);
};
struct ReaderMutexLock {
  template <typename... A> ReaderMutexLock(A &&...);
};
struct ReleasableMutexLock {
  template <typename... A> ReleasableMutexLock(A &&...);
};
struct WriterMutexLock {
  template <typename... A> WriterMutexLock(A &&...);
};
template <typename... A> int SleepFor(A &&...);
template <typename... A> int call_once(A &&...);
template <typename... A> int LoadTimeZone(A &&...);
} // namespace absl
