// `co_await resume_on(executor)` moves the coroutine off the loop: to the end of the block, or until it
// moves back. A pool on which coroutines run is where they run.
#include "async.h"

#include <unistd.h>

namespace concurrencpp {
struct executor {};
coax::task<> resume_on(executor &to);
} // namespace concurrencpp
namespace coro {
struct io_scheduler {
  coax::task<> schedule();
};
struct thread_pool {
  coax::task<> schedule();
};
} // namespace coro

void backoff() { sleep(2); } // expect-finding: blocking-sleep
coax::task<> later();

coax::task<> onThePool(concurrencpp::executor &files) {
  sleep(1); // expect-finding: blocking-call-in-coroutine
  co_await concurrencpp::resume_on(files);
  sleep(1); // expect-finding: blocking-sleep
  co_await later();
  backoff();
}

coax::task<> andBack(concurrencpp::executor &files, coro::io_scheduler &loop) {
  co_await concurrencpp::resume_on(files);
  sleep(1); // expect-finding: blocking-sleep
  co_await loop.schedule();
  sleep(1);  // expect-finding: blocking-call-in-coroutine
  backoff(); // expect-finding: transitive-blocking-call-in-coroutine
}

coax::task<> perhaps(concurrencpp::executor &files, bool busy) {
  if (busy)
    co_await concurrencpp::resume_on(files);
  sleep(1); // expect-finding: blocking-call-in-coroutine
}

coax::task<> whereCoroutinesRun(coro::thread_pool &threads) {
  co_await threads.schedule();
  sleep(1); // expect-finding: blocking-call-in-coroutine
}
