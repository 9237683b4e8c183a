// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Folly.
#include <any.h>
#include <folly-mock.h>

void ofFollyFuture(folly::Future &x) {
  x.get(any);     // expect-site: folly::Future::get wait
  x.getTry(any);  // expect-site: folly::Future::getTry wait
  x.wait(any);    // expect-site: folly::Future::wait wait
  x.getVia(any);  // expect-site: folly::Future::getVia wait
  x.waitVia(any); // expect-site: folly::Future::waitVia wait
  x.result(any);  // expect-site: folly::Future::result wait
}

void ofFollySemiFuture(folly::SemiFuture &x) {
  x.get(any);    // expect-site: folly::SemiFuture::get wait
  x.getTry(any); // expect-site: folly::SemiFuture::getTry wait
  x.wait(any);   // expect-site: folly::SemiFuture::wait wait
}

void calls() {
  folly::coro::blockingWait(any);  // expect-site: folly::coro::blockingWait wait
  folly::coro::blocking_wait(any); // expect-site: folly::coro::blocking_wait wait
  folly::readFile(any);            // expect-site: folly::readFile file
  folly::writeFile(any);           // expect-site: folly::writeFile file
  folly::writeFileAtomic(any);     // expect-site: folly::writeFileAtomic file
  folly::readNoInt(any);           // expect-site: folly::readNoInt file
  folly::writeNoInt(any);          // expect-site: folly::writeNoInt file
  folly::preadNoInt(any);          // expect-site: folly::preadNoInt file
  folly::pwriteNoInt(any);         // expect-site: folly::pwriteNoInt file
  folly::readFull(any);            // expect-site: folly::readFull file
  folly::writeFull(any);           // expect-site: folly::writeFull file
  folly::preadFull(any);           // expect-site: folly::preadFull file
  folly::pwriteFull(any);          // expect-site: folly::pwriteFull file
  folly::openNoInt(any);           // expect-site: folly::openNoInt file
  folly::fsyncNoInt(any);          // expect-site: folly::fsyncNoInt file
  folly::fdatasyncNoInt(any);      // expect-site: folly::fdatasyncNoInt file
  folly::flockNoInt(any);          // expect-site: folly::flockNoInt file
  folly::readvFull(any);           // expect-site: folly::readvFull file
  folly::writevFull(any);          // expect-site: folly::writevFull file
}

void ofFollyBaton(folly::Baton &x) {
  x.wait(any);           // expect-site: folly::Baton::wait wait
  x.timed_wait(any);     // expect-site: folly::Baton::timed_wait wait
  x.try_wait_for(any);   // expect-site: folly::Baton::try_wait_for wait
  x.try_wait_until(any); // expect-site: folly::Baton::try_wait_until wait
}

void ofFollyFibersBaton(folly::fibers::Baton &x) {
  x.wait(any); // expect-site: folly::fibers::Baton::wait wait
}

void ofFollySaturatingSemaphore(folly::SaturatingSemaphore &x) {
  x.wait(any); // expect-site: folly::SaturatingSemaphore::wait wait
}

void ofFollyLifoSemImpl(folly::LifoSemImpl &x) {
  x.wait(any); // expect-site: folly::LifoSemImpl::wait wait
}

void ofFollyLifoSemBase(folly::LifoSemBase &x) {
  x.wait(any); // expect-site: folly::LifoSemBase::wait wait
}

void ofFollyLatch(folly::Latch &x) {
  x.wait(any); // expect-site: folly::Latch::wait wait
}

void ofFollyEventCount(folly::EventCount &x) {
  x.wait(any);  // expect-site: folly::EventCount::wait wait
  x.await(any); // expect-site: folly::EventCount::await wait
}

void ofFollyThrottledLifoSem(folly::ThrottledLifoSem &x) {
  x.wait(any); // expect-site: folly::ThrottledLifoSem::wait wait
}

void ofFollyMPMCQueue(folly::MPMCQueue &x) {
  x.blockingRead(any);  // expect-site: folly::MPMCQueue::blockingRead wait
  x.blockingWrite(any); // expect-site: folly::MPMCQueue::blockingWrite wait
}

void ofFollyDetailMPMCQueueBase(folly::detail::MPMCQueueBase &x) {
  x.blockingRead(any);  // expect-site: folly::detail::MPMCQueueBase::blockingRead wait
  x.blockingWrite(any); // expect-site: folly::detail::MPMCQueueBase::blockingWrite wait
}

void ofFollyUnboundedQueue(folly::UnboundedQueue &x) {
  x.dequeue(any);         // expect-site: folly::UnboundedQueue::dequeue wait
  x.try_dequeue_for(any); // expect-site: folly::UnboundedQueue::try_dequeue_for wait
}

void ofFollyDynamicBoundedQueue(folly::DynamicBoundedQueue &x) {
  x.dequeue(any); // expect-site: folly::DynamicBoundedQueue::dequeue wait
  x.enqueue(any); // expect-site: folly::DynamicBoundedQueue::enqueue wait
}

void ofFollySharedMutexImpl(folly::SharedMutexImpl &x) {
  x.lock(any);         // expect-site: folly::SharedMutexImpl::lock lock maybe in-context
  x.lock_shared(any);  // expect-site: folly::SharedMutexImpl::lock_shared lock maybe in-context
  x.lock_upgrade(any); // expect-site: folly::SharedMutexImpl::lock_upgrade lock maybe in-context
}

void ofFollySynchronized(folly::Synchronized &x) {
  x.lock(any);      // expect-site: folly::Synchronized::lock lock maybe in-context
  x.wlock(any);     // expect-site: folly::Synchronized::wlock lock maybe in-context
  x.rlock(any);     // expect-site: folly::Synchronized::rlock lock maybe in-context
  x.ulock(any);     // expect-site: folly::Synchronized::ulock lock maybe in-context
  x.withLock(any);  // expect-site: folly::Synchronized::withLock lock maybe in-context
  x.withWLock(any); // expect-site: folly::Synchronized::withWLock lock maybe in-context
  x.withRLock(any); // expect-site: folly::Synchronized::withRLock lock maybe in-context
}

void ofFollySynchronizedBase(folly::SynchronizedBase &x) {
  x.lock(any);      // expect-site: folly::SynchronizedBase::lock lock maybe in-context
  x.wlock(any);     // expect-site: folly::SynchronizedBase::wlock lock maybe in-context
  x.rlock(any);     // expect-site: folly::SynchronizedBase::rlock lock maybe in-context
  x.withLock(any);  // expect-site: folly::SynchronizedBase::withLock lock maybe in-context
  x.withWLock(any); // expect-site: folly::SynchronizedBase::withWLock lock maybe in-context
  x.withRLock(any); // expect-site: folly::SynchronizedBase::withRLock lock maybe in-context
}

void ofFollyDistributedMutex(folly::DistributedMutex &x) {
  x.lock(any); // expect-site: folly::DistributedMutex::lock lock maybe in-context
}

void ofFollyRWSpinLock(folly::RWSpinLock &x) {
  x.lock(any); // expect-site: folly::RWSpinLock::lock lock maybe in-context
}

void ofFollySpinLock(folly::SpinLock &x) {
  x.lock(any); // expect-site: folly::SpinLock::lock lock maybe in-context
}

void ofFollyFile(folly::File &x) {
  folly::File made1(any); // expect-site: folly::File::File file
}

void ofFollySubprocess(folly::Subprocess &x) {
  x.wait(any);                  // expect-site: folly::Subprocess::wait process
  x.waitChecked(any);           // expect-site: folly::Subprocess::waitChecked process
  x.waitTimeout(any);           // expect-site: folly::Subprocess::waitTimeout process
  x.waitOrTerminateOrKill(any); // expect-site: folly::Subprocess::waitOrTerminateOrKill process
  x.communicate(any);           // expect-site: folly::Subprocess::communicate process
  x.communicateIOBuf(any);      // expect-site: folly::Subprocess::communicateIOBuf process
}

void ofFollySocketAddress(folly::SocketAddress &x) {
  x.setFromHostPort(any, any, any);          // expect-site: folly::SocketAddress::setFromHostPort dns maybe
  folly::SocketAddress made2(any, any, any); // expect-site: folly::SocketAddress::SocketAddress dns maybe
}

void ofFollyEventBase(folly::EventBase &x) {
  x.loopForever(any);                                 // expect-site: folly::EventBase::loopForever wait in-context
  x.loop(any);                                        // expect-site: folly::EventBase::loop wait in-context
  x.loopOnce(any);                                    // expect-site: folly::EventBase::loopOnce wait in-context
  x.runInEventBaseThreadAndWait(any);                 // expect-site: folly::EventBase::runInEventBaseThreadAndWait wait
  x.runImmediatelyOrRunInEventBaseThreadAndWait(any); // expect-site: folly::EventBase::runImmediatelyOrRunInEventBaseThreadAndWait wait
}
