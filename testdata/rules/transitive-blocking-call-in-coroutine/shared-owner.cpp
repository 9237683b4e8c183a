// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The end of one owner of many says nothing of the end of what they own; that of the only one does.
#include "async.h"

#include <functional>
#include <memory>
#include <new>
#include <unistd.h>

struct Journal {
  void line(int);
  ~Journal() { fsync(3); } // expect-finding: blocking-file-io
};

std::shared_ptr<Journal> journal();
coax::task<> other();

coax::task<> look() {
  std::shared_ptr<Journal> one = journal();
  co_await other();
}

coax::task<> own() {
  auto only = std::make_unique<Journal>();
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

coax::task<> ownShared(int flag) {
  auto only = std::make_shared<Journal>();
  if (only)
    only->line(flag);
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

coax::task<> ownNew() {
  std::shared_ptr<Journal> only(new Journal);
  (*only).line(1);
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

void keep(std::shared_ptr<Journal> journal);
void later(std::function<void()> job);

coax::task<> handOn() {
  auto shared = std::make_shared<Journal>();
  keep(shared);
  co_await other();
}

coax::task<> captured() {
  auto shared = std::make_shared<Journal>();
  later([shared] { shared->line(2); });
  co_await other();
}

struct Registered : std::enable_shared_from_this<Registered> {
  void enter();
  ~Registered() { fsync(3); } // expect-finding: blocking-file-io
};

coax::task<> itself() {
  auto shared = std::make_shared<Registered>();
  shared->enter();
  co_await other();
}

coax::task<> neverDeleted(Journal &global) {
  std::shared_ptr<Journal> only(new (&global) Journal, [](Journal *) {});
  co_await other();
}
