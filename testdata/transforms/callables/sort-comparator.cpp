// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that a library calls back stay synchronous, and so does what they call.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <vector>

static int weight(int n) {
  usleep(10);
  return n % 10;
}

static int compare(const void *a, const void *b) {
  return weight(*static_cast<const int *>(a)) - weight(*static_cast<const int *>(b));
}

int main() {
  int numbers[] = {15, 21, 34, 48, 52};
  usleep(100);
  std::qsort(numbers, 5, sizeof *numbers, compare);
  std::vector<int> list = {19, 22, 31, 40};
  std::sort(list.begin(), list.end(), [](int a, int b) { return weight(a) < weight(b); });
  auto found = std::find_if(list.begin(), list.end(), [](int n) { return weight(n) == 2; });
  std::printf("%d %d %d %d\n", numbers[0], numbers[4], list.front(), *found);
  usleep(100);
  return weight(23);
}
