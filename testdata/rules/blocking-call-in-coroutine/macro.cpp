// A call in a macro stands where the macro is used.
#include "async.h"

#include <unistd.h>

#define PAUSE() sleep(1)
#define TWICE(x) x, x

coax::task<> use() {
  PAUSE(); // expect-finding: blocking-call-in-coroutine
  (void)(TWICE(1) + sleep(2)); // expect-finding: blocking-call-in-coroutine
  co_return;
}
