#include "async.h"

#include <unistd.h>

static void backoff(int attempt) {
  sleep(static_cast<unsigned>(attempt)); // expect-finding: blocking-sleep
}

static bool tryOnce(int attempt) {
  if (attempt > 0)
    backoff(attempt);
  return attempt > 3;
}

coax::task<int> fetch() {
  int attempt = 0;
  while (!tryOnce(attempt)) // expect-finding: transitive-blocking-call-in-coroutine "it leads to 'sleep'" via fetch() -> tryOnce(int) -> backoff(int)
    ++attempt;
  co_return attempt;
}
