// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The end of one owner of many says nothing of the end of what they own; that of the only one does.
#include "async.h"

#include <memory>
#include <unistd.h>

struct Journal {
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
