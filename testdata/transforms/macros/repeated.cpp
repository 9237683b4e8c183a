// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A macro that evaluates a waiting argument twice, or not always, is written out; one that only
// passes it on stays.
// expect-plan: nested await
// expect-plan: seven await
#include <cstdio>
#include <unistd.h>

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

static int slow(int n) {
  usleep(10);
  std::printf("[%d]", n);
  return n;
}
static int call_one(int n) { return slow(n); }
static int call_two(int n, int m) { return slow(n) + m; }
static int calls = 0;
static int count(int n) { return calls += n; }

GETTER(seven, 7)
GETTER(eight, 8)

static int larger(int a) { return MAX(slow(a), 5); }
static int square(int a) { return SQUARE(slow(a)) + SQUARE(a) + SQUARE(count(1)); }
static int nested(int a, int b) { return MAX(slow(a), MAX(slow(b), slow(4))); }
static int wrapped(int a) {
  return WRAP(slow(a)) - NEGATIVE(-slow(a)) + PASS(slow(a)) * PASS(count(2));
}

#undef SQUARE
#define SQUARE(x) (x)

int main() {
  int sum = larger(3);
  sum += larger(8);
  sum += square(4);
  sum += nested(1, 2);
  sum += nested(9, 2);
  sum += wrapped(3) + SQUARE(slow(100));
  sum += seven() + eight();
  sum += CALL(one) + CALL(two, 20);
  if (EITHER(slow(0), slow(1)))
    NAP();
  FOREACH(i, slow(2)) {
    NAP();
    sum += MAX(/* one */ i, // two
               slow(1));
  }
  std::printf("%d\n", sum);
  return calls;
}
