// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What turns an operand into an awaiter runs before the await: operator co_await, await_transform().
#include "async.h"

#include <unistd.h>

coax::task<> next();

struct slow {};
coax::task<> operator co_await(slow) {
  usleep(3); // expect-finding: blocking-sleep
  return {};
}

coax::task<> byOperator() {
  co_await slow{}; // expect-finding: transitive-blocking-call-in-coroutine
  co_await next();
}

struct logged {
  struct promise_type : coax::task_promise_base {
    logged get_return_object() { return {}; }
    void return_void() {}
    coax::task<> await_transform(coax::task<> operand) {
      fsync(3); // expect-finding: blocking-file-io
      return operand;
    }
  };
};

logged byPromise() {
  co_await next(); // expect-finding: transitive-blocking-call-in-coroutine
}
