#include "async.h"

#include <future>
#include <thread>

coax::task<int> total(std::future<int> partial) {
  int sum = partial.get(); // expect-finding: sync-wait-in-coroutine "'std::future::get' waits synchronously"
  std::thread worker([] {});
  worker.join(); // expect-finding: sync-wait-in-coroutine
  co_return sum;
}
