// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that returns, in a function that becomes a coroutine, is written out there; where the
// function stays as it is, so does the macro.
// expect-plan: checked await
// expect-plan: tried await
// expect-plan: compare offload
#include <cstdio>
#include <cstdlib>
#include <unistd.h>
#include <coax/coax.hpp>

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

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  co_return n;
}

static coax::task<int> checked(int a) {
  do {
    if (const bool coax_condition1 = !(co_await slow(a) > 0 && a != '"'); coax_condition1) {
      std::printf("failed: %s\n", "slow(a) > 0 && a != '\"'");
      co_return -1;
    }
  } while (0); // twice
  do {
    if (const bool coax_condition2 = !(co_await slow(a) != 3); coax_condition2) {
      std::printf("failed: %s\n", "slow(a) != 3");
      co_return -1;
    }
  } while (0);
  if (a == 4)
  co_return 40;
  if (a == 6)
  co_return 40;
  co_return co_await slow(a);
}

static coax::task<int> tried(int a) {
  int coax_value1;
  {
    int result_ = (co_await slow(a));
    if (result_ < LIMIT)
      co_return result_;
    coax_value1 = result_;
  }
  int x = coax_value1;
  int coax_value2;
  {
    int result_ = (co_await slow(1), co_await slow(a - 5));
    if (result_ < LIMIT)
      co_return result_;
    coax_value2 = result_;
  }
  int coax_value3;
  {
    int result_ = (co_await slow(2));
    if (result_ < LIMIT)
      co_return result_;
    coax_value3 = result_;
  }
  int y = coax_value2 + coax_value3;
  if (x == 7)
    {
      int coax_value4;
      {
      int result_ = (co_await slow(-7));
      if (result_ < LIMIT)
        co_return result_;
      coax_value4 = result_;
    }
      co_return coax_value4;
    }
  co_return x + y;
}

static coax::task<void> nothing(int a) {
  co_await coax::usleep(10);
  if (a > 1)
    co_return;
  std::printf("nothing %d\n", a);
}

static int compare(const void *a, const void *b) {
  int x = *static_cast<const int *>(a), y = *static_cast<const int *>(b);
  if (x == y)
    FAIL(usleep(10));
  return x - y;
}

coax::task<int> coax_main() {
  int numbers[] = {3, 1, 2};
  co_await coax::offload([&] { std::qsort(numbers, 3, sizeof(int), compare); });
  int sum = numbers[0];
  for (int i = -1; i < 9; ++i) {
    int c = co_await checked(i);
    int t = co_await tried(i);
    std::printf("%d %d\n", c, t);
    sum += c * t;
  }
  co_await nothing(1);
  co_await nothing(2);
  do {
    if (const bool coax_condition1 = !(co_await slow(sum) < 0); coax_condition1) {
      std::printf("failed: %s\n", "slow(sum) < 0");
      co_return -1;
    }
  } while (0);
  co_return sum & 63;
}

int main() {
  return coax::run(coax_main());
}
