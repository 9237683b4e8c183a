// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What one instantiation of a template runs, another one does not.
#include "async.h"

#include <string>
#include <unistd.h>

coax::task<> next();

namespace {

template <typename Derived> struct sink {
  void write(int fd) { static_cast<Derived *>(this)->doWrite(fd); }
};
struct null_sink : sink<null_sink> {
  void doWrite(int) {}
};
struct disk_sink : sink<disk_sink> {
  void doWrite(int fd) { fsync(fd); } // expect-finding: blocking-file-io
};

coax::task<> staticPolymorphism(null_sink &none, disk_sink &disk) {
  co_await next();
  none.write(3);
  disk.write(3); // expect-finding: transitive-blocking-call-in-coroutine
}

template <bool Sync> void commit(int fd) {
  if constexpr (Sync)
    fsync(fd); // expect-finding: blocking-file-io
}

coax::task<> discardedBranches(int fd) {
  co_await next();
  commit<false>(fd);
  commit<true>(fd); // expect-finding: transitive-blocking-call-in-coroutine
}

struct spin {
  static void pause() {}
};
struct nap {
  static void pause() { usleep(5); } // expect-finding: blocking-sleep
};
template <typename Policy> struct waiter {
  void wait() { each(); }
  void each() {
    [this] { step(); }();
  }
  void step() { Policy::pause(); }
};

coax::task<> policiesThroughOthers() {
  co_await next();
  waiter<spin>().wait();
  waiter<nap>().wait(); // expect-finding: transitive-blocking-call-in-coroutine
}

template <typename... Stages> struct pipeline {
  void run(int fd) { (Stages::run(fd), ...); }
};
struct count {
  static void run(int) {}
};
struct flush {
  static void run(int fd) { fsync(fd); } // expect-finding: blocking-file-io
};

coax::task<> packs(int fd) {
  co_await next();
  pipeline<count>().run(fd);
  pipeline<count, flush>().run(fd); // expect-finding: transitive-blocking-call-in-coroutine
}

// Which one a virtual call means nobody says.
struct job {
  virtual void run() = 0;
};
template <typename Policy> struct job_of : job {
  void run() override { Policy::pause(); }
};

coax::task<> dispatched(job &any) {
  co_await next();
  any.run(); // expect-finding: transitive-blocking-call-in-coroutine
}

job_of<spin> quiet;
job_of<nap> slow;

// A coroutine is the root of its own findings.
template <typename T> coax::task<> poll(T) {
  if constexpr (sizeof(T) > 4)
    usleep(5); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

} // namespace

coax::task<> all() {
  co_await poll(1);
  co_await poll(1L);
}
