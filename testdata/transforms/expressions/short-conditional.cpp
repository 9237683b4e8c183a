// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU's a ?: b, whose first part is evaluated once.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>

static int slow(int n) {
  usleep(10);
  std::printf("[%d]", n);
  return n;
}

static std::shared_ptr<int> find(int n) {
  usleep(10);
  return n ? std::make_shared<int>(n) : nullptr;
}

static const char *name(int n) {
  usleep(10);
  return n ? "name" : nullptr;
}

static int &slot(int n) {
  static int values[] = {0, 7};
  usleep(10);
  return values[n];
}

static int first(int a) { return slow(a) ?: 9; }
static int second(int a) { return a ?: slow(9); }
static long both(int a) { return slow(a) ?: slow(8) + 100L; }

int main() {
  int x = slow(0) ?: slow(0) ?: slow(3);
  slow(0) ?: slow(4);
  slow(5) ?: slow(6);
  int sum = first(0);
  sum += first(1);
  sum += second(0) * second(2);
  std::printf("%d %ld ", sum, both(0));
  std::printf("%ld\n", both(3));
  auto found = find(0) ?: find(x);
  (slot(0) ?: slot(1)) += 2;
  const std::string text = name(0) ?: "none";
  if (slow(0) ?: slow(1))
    std::printf("%s %d %s\n", text.c_str(), *found, name(1) ?: "none");
  for (int i = 0; (slow(i) ?: slow(i - 1)) != 2; ++i)
    x += i;
  return x + slot(1);
}
