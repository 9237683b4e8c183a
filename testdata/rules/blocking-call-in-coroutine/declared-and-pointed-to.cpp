// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that are declared blocking, called by a pointer.
#include "async.h"

#include <functional>

coax::task<void> next();

[[clang::annotate("coax::blocking(http)")]] int fetch(const char *);
[[clang::annotate("coax::blocking(http)")]] int fetchHere(const char *) { return 1; }
int compute(const char *);

int (*fetcher)(const char *) = fetch;
int (*fetcherHere)(const char *) = fetchHere;
int (*computer)(const char *) = compute;

coax::task<void> byPointer() {
  fetcher("x"); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

coax::task<void> byPointerHere() {
  fetcherHere("x"); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

coax::task<void> byFunction() {
  std::function<int(const char *)> get = fetch;
  get("x"); // expect-finding: blocking-call-in-coroutine
  co_await next();
}

coax::task<void> nothingBlocks() {
  computer("x");
  co_await next();
}
