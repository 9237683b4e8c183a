// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every loop: awaits in head and body, break and continue, a range that is awaited, goto.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <vector>
#include <coax/coax.hpp>

static coax::task<std::vector<std::string>> names() {
  co_await coax::usleep(100);
  co_return {"anna with a long name that is allocated", "berta with a long name that is allocated"};
}
static coax::task<int> step(int n) {
  co_await coax::usleep(100);
  co_return n + 1;
}
static coax::task<const std::vector<int> &> table() {
  static const std::vector<int> values = {1, 2, 3};
  co_await coax::usleep(100);
  co_return values;
}

coax::task<int> coax_main() {
  int sum = 0;
  for (int i = co_await step(0); i < co_await step(4); i = co_await step(i)) {
    if (i == 2)
      continue;
    sum += i;
  }
  while (co_await step(sum) < 20)
    if (const bool coax_condition1 = co_await step(++sum) == 15; coax_condition1)
      break;
  for (const std::string &name : co_await names())
    std::printf("%s %d\n", name.c_str(), co_await step(sum));
  for (int value : co_await table())
    sum += co_await step(value);
  for (auto &&name : co_await names())
    name += "!", sum += static_cast<int>(name.size());
  int tries = 0;
again:
  if (const bool coax_condition2 = co_await step(tries) < 3; coax_condition2) {
    ++tries;
    goto again;
  }
  do {
    --sum;
  } while (co_await step(sum) % 7);
  std::printf("%d %d\n", sum, tries);
  for (;;)
    if (const bool coax_condition3 = co_await step(sum++) > 100; coax_condition3)
      co_return tries;
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
