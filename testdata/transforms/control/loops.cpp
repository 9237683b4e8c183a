// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every loop: awaits in head and body, break and continue, a range that is awaited, goto.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <vector>

static std::vector<std::string> names() {
  usleep(100);
  return {"anna with a long name that is allocated", "berta with a long name that is allocated"};
}
static int step(int n) {
  usleep(100);
  return n + 1;
}
static const std::vector<int> &table() {
  static const std::vector<int> values = {1, 2, 3};
  usleep(100);
  return values;
}

int main() {
  int sum = 0;
  for (int i = step(0); i < step(4); i = step(i)) {
    if (i == 2)
      continue;
    sum += i;
  }
  while (step(sum) < 20)
    if (step(++sum) == 15)
      break;
  for (const std::string &name : names())
    std::printf("%s %d\n", name.c_str(), step(sum));
  for (int value : table())
    sum += step(value);
  for (auto &&name : names())
    name += "!", sum += static_cast<int>(name.size());
  int tries = 0;
again:
  if (step(tries) < 3) {
    ++tries;
    goto again;
  }
  do {
    --sum;
  } while (step(sum) % 7);
  std::printf("%d %d\n", sum, tries);
  for (;;)
    if (step(sum++) > 100)
      return tries;
}
