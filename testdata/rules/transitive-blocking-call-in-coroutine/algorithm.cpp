// The standard algorithms run what they are given, also one that gives it back.
#include "async.h"

#include <algorithm>
#include <functional>
#include <unistd.h>
#include <vector>

coax::task<> use(std::vector<int> &numbers) {
  std::for_each(numbers.begin(), numbers.end(), [](int) { // expect-finding: transitive-blocking-call-in-coroutine
    sleep(1); // expect-finding: blocking-sleep
  });
  std::sort(numbers.begin(), numbers.end(), [](int a, int b) { // expect-finding: transitive-blocking-call-in-coroutine
    usleep(1); // expect-finding: blocking-sleep
    return a < b;
  });
  std::function<int(int)> kept = [](int n) { return n; };
  kept = [](int n) { return n + 1; };
  co_return;
}
