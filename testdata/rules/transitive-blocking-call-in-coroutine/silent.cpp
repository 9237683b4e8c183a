// On a thread of its own, in an offload region, or stored and never called: inventory only.
#include "async.h"

#include <future>
#include <thread>
#include <unistd.h>

static void work() {
  sleep(1); // expect-finding: blocking-sleep
}

struct Later {
  void (*action)() = nullptr;
  std::future<void> result;
};

coax::task<> use(Later &later) { // expect-finding: coroutine-without-await
  std::thread([] { work(); }).detach();
  later.result = std::async(std::launch::async, work);
  later.action = work;
  auto kept = [] { work(); };
  (void)kept;
  co_return;
}

int main() { work(); }
