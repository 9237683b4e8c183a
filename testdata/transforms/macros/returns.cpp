// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that returns, in a function that becomes a coroutine, is written out there; where the
// function stays as it is, so does the macro.
// expect-plan: checked await
// expect-plan: tried await
// expect-plan: compare offload
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#define FAIL(code) return code
#define CHECK(e)                                                                                   \
  do {                                                                                             \
    if (!(e)) {                                                                                    \
      std::printf("failed: %s\n", #e);                                                             \
      FAIL(-1);                                                                                    \
    }                                                                                              \
  } while (0)
#define TRY(...)                                                                                   \
  ({                                                                                               \
    int result_ = (__VA_ARGS__); /* of the last one */                                             \
    if (result_ < LIMIT)                                                                           \
      return result_;                                                                              \
    result_;                                                                                       \
  })
#define LIMIT 0
#define GIVE_UP_IF(e)                                                                              \
  if ((e))                                                                                         \
  return 40
#define DONE return

static int slow(int n) {
  usleep(10);
  return n;
}

static int checked(int a) {
  CHECK(slow(a) > 0 && a != '"'); // twice
  CHECK(slow(a) != 3);
  GIVE_UP_IF(a == 4);
  GIVE_UP_IF((a == 6));
  FAIL(slow(a));
}

static int tried(int a) {
  int x = TRY(slow(a));
  int y = TRY(slow(1), slow(a - 5)) + TRY(slow(2));
  if (x == 7)
    return TRY(slow(-7));
  return x + y;
}

static void nothing(int a) {
  usleep(10);
  if (a > 1)
    DONE;
  std::printf("nothing %d\n", a);
}

static int compare(const void *a, const void *b) {
  int x = *static_cast<const int *>(a), y = *static_cast<const int *>(b);
  if (x == y)
    FAIL(usleep(10));
  return x - y;
}

int main() {
  int numbers[] = {3, 1, 2};
  std::qsort(numbers, 3, sizeof(int), compare);
  int sum = numbers[0];
  for (int i = -1; i < 9; ++i) {
    int c = checked(i);
    int t = tried(i);
    std::printf("%d %d\n", c, t);
    sum += c * t;
  }
  nothing(1);
  nothing(2);
  CHECK(slow(sum) < 0);
  return sum & 63;
}
