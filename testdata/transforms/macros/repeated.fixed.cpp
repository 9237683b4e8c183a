// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that evaluates a waiting argument twice, or not always, is written out; one that only
// passes it on stays.
// expect-plan: nested await
// expect-plan: seven await
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define SQUARE(x) ((x) * (x))
#define NEGATIVE(x) (-x)
#define EITHER(a, b) (a || b)
#define CALL(name, ...) call_##name(1, ##__VA_ARGS__)
#define WRAP(e) SQUARE(e)
#define PASS(e) (e)
#define NAP() usleep(10)
#define FOREACH(i, n) for (int i = 0; i < (n); ++i)
#define GETTER(name, n)                                                                            \
  static int name() {                                                                              \
    NAP();                                                                                         \
    return n;                                                                                      \
  }

static coax::task<int> slow(int n) {
  co_await coax::usleep(10);
  std::printf("[%d]", n);
  co_return n;
}
static coax::task<int> call_one(int n) { co_return co_await slow(n); }
static coax::task<int> call_two(int n, int m) { co_return co_await slow(n) + m; }
static int calls = 0;
static int count(int n) { return calls += n; }

static coax::task<int> seven() {
  co_await coax::usleep(10);
  co_return 7;
}
static coax::task<int> eight() {
  co_await coax::usleep(10);
  co_return 8;
}

static coax::task<int> larger(int a) { const auto coax_result1 = (co_await slow(a)) > (5) ? (co_await slow(a)) : (5); co_return (coax_result1); }
static coax::task<int> square(int a) { co_return ((co_await slow(a)) * (co_await slow(a))) + SQUARE(a) + SQUARE(count(1)); }
static coax::task<int> nested(int a, int b) { co_return (co_await [&]() -> coax::task<int> {
  auto coax_result1 = co_await slow(a);
  const auto coax_result2 = (co_await slow(b)) > (co_await slow(4)) ? (co_await slow(b)) : (co_await slow(4));
  if ((coax_result1) > ((coax_result2))) {
    co_return (co_await slow(a));
  }
  const auto coax_result3 = (co_await slow(b)) > (co_await slow(4)) ? (co_await slow(b)) : (co_await slow(4));
  co_return ((coax_result3));
}()); }
static coax::task<int> wrapped(int a) {
  co_return ((co_await slow(a)) * (co_await slow(a))) - NEGATIVE(-co_await slow(a)) + PASS(co_await slow(a)) * PASS(count(2));
}

#undef SQUARE
#define SQUARE(x) (x)

coax::task<int> coax_main() {
  int sum = co_await larger(3);
  sum += co_await larger(8);
  sum += co_await square(4);
  sum += co_await nested(1, 2);
  sum += co_await nested(9, 2);
  sum += co_await wrapped(3) + SQUARE(co_await slow(100));
  sum += co_await seven() + co_await eight();
  sum += co_await call_one(1) + co_await call_two(1,20);
  if (const bool coax_condition1 = (co_await slow(0) || co_await slow(1)); coax_condition1)
    co_await coax::usleep(10);
  for (int i = 0; i < (co_await slow(2)); ++i) {
    co_await coax::usleep(10);
    const auto coax_result1 = (i) > (co_await slow(1)) ? (i) : (co_await slow(1));
    sum += (coax_result1);
  }
  std::printf("%d\n", sum);
  co_return calls;
}

int main() {
  return coax::run(coax_main());
}
