// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is evaluated before the task is suspended, and what after it, in one statement.
#include "async.h"

coax::task<void> send(int);
coax::task<int> next();

thread_local int depth;
thread_local int *cursor;

coax::task<void> asArgument() {
  depth = 1;
  co_await send(depth);
}

coax::task<void> asResult() {
  depth = 1;
  depth = co_await next(); // expect-finding: thread-local-across-await
}

coax::task<void> through() {
  cursor = &depth;
  *cursor += co_await next(); // expect-finding: thread-local-across-await
}
