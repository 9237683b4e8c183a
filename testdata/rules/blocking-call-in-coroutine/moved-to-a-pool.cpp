// `co_await pool.schedule()` moves the coroutine off the loop: to the end of the block, or until it
// moves back.
#include "async.h"

#include <unistd.h>

namespace coro {
struct thread_pool {
  coax::task<> schedule();
};
struct io_scheduler {
  coax::task<> schedule();
};
} // namespace coro

void backoff() { sleep(2); } // expect-finding: blocking-sleep
coax::task<> later();

coax::task<> onThePool(coro::thread_pool &pool) {
  sleep(1); // expect-finding: blocking-call-in-coroutine
  co_await pool.schedule();
  sleep(1); // expect-finding: blocking-sleep
  co_await later();
  backoff();
}

coax::task<> andBack(coro::thread_pool &pool, coro::io_scheduler &loop) {
  co_await pool.schedule();
  sleep(1); // expect-finding: blocking-sleep
  co_await loop.schedule();
  sleep(1);  // expect-finding: blocking-call-in-coroutine
  backoff(); // expect-finding: transitive-blocking-call-in-coroutine
}

coax::task<> perhaps(coro::thread_pool &pool, bool busy) {
  if (busy)
    co_await pool.schedule();
  sleep(1); // expect-finding: blocking-call-in-coroutine
}
