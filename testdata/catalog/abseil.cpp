// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Abseil.
#include <any.h>
#include <abseil-mock.h>

void calls() {
  absl::SleepFor(any);     // expect-site: absl::SleepFor sleep
  absl::call_once(any);    // expect-site: absl::call_once lock maybe in-context
  absl::LoadTimeZone(any); // expect-site: absl::LoadTimeZone file maybe
}

void ofAbslMutex(absl::Mutex &x) {
  x.Lock(any);                 // expect-site: absl::Mutex::Lock lock maybe in-context
  x.WriterLock(any);           // expect-site: absl::Mutex::WriterLock lock maybe in-context
  x.ReaderLock(any);           // expect-site: absl::Mutex::ReaderLock lock maybe in-context
  x.lock(any);                 // expect-site: absl::Mutex::lock lock maybe in-context
  x.lock_shared(any);          // expect-site: absl::Mutex::lock_shared lock maybe in-context
  x.Await(any);                // expect-site: absl::Mutex::Await wait
  x.AwaitWithTimeout(any);     // expect-site: absl::Mutex::AwaitWithTimeout wait
  x.AwaitWithDeadline(any);    // expect-site: absl::Mutex::AwaitWithDeadline wait
  x.LockWhen(any);             // expect-site: absl::Mutex::LockWhen wait
  x.ReaderLockWhen(any);       // expect-site: absl::Mutex::ReaderLockWhen wait
  x.WriterLockWhen(any);       // expect-site: absl::Mutex::WriterLockWhen wait
  x.LockWhenWithTimeout(any);  // expect-site: absl::Mutex::LockWhenWithTimeout wait
  x.LockWhenWithDeadline(any); // expect-site: absl::Mutex::LockWhenWithDeadline wait
}

void ofAbslMutexLock(absl::MutexLock &x) {
  absl::MutexLock made1(any); // expect-site: absl::MutexLock::MutexLock lock maybe in-context
}

void ofAbslReaderMutexLock(absl::ReaderMutexLock &x) {
  absl::ReaderMutexLock made1(any); // expect-site: absl::ReaderMutexLock::ReaderMutexLock lock maybe in-context
}

void ofAbslWriterMutexLock(absl::WriterMutexLock &x) {
  absl::WriterMutexLock made1(any); // expect-site: absl::WriterMutexLock::WriterMutexLock lock maybe in-context
}

void ofAbslMutexLockMaybe(absl::MutexLockMaybe &x) {
  absl::MutexLockMaybe made1(any); // expect-site: absl::MutexLockMaybe::MutexLockMaybe lock maybe in-context
}

void ofAbslReleasableMutexLock(absl::ReleasableMutexLock &x) {
  absl::ReleasableMutexLock made1(any); // expect-site: absl::ReleasableMutexLock::ReleasableMutexLock lock maybe in-context
}

void ofAbslCondVar(absl::CondVar &x) {
  x.Wait(any);             // expect-site: absl::CondVar::Wait wait
  x.WaitWithTimeout(any);  // expect-site: absl::CondVar::WaitWithTimeout wait
  x.WaitWithDeadline(any); // expect-site: absl::CondVar::WaitWithDeadline wait
}

void ofAbslNotification(absl::Notification &x) {
  x.WaitForNotification(any);             // expect-site: absl::Notification::WaitForNotification wait
  x.WaitForNotificationWithTimeout(any);  // expect-site: absl::Notification::WaitForNotificationWithTimeout wait
  x.WaitForNotificationWithDeadline(any); // expect-site: absl::Notification::WaitForNotificationWithDeadline wait
}

void ofAbslBlockingCounter(absl::BlockingCounter &x) {
  x.Wait(any); // expect-site: absl::BlockingCounter::Wait wait
}

void ofAbslBarrier(absl::Barrier &x) {
  x.Block(any); // expect-site: absl::Barrier::Block wait
}
