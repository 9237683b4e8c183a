// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A call that waits stays skipped where && || ?: skip it: g++ 12 would await it all the same.
#include <cstdio>
#include <string>
#include <unistd.h>

static bool slow(const char *name, bool value) {
  std::printf("[%s]", name);
  usleep(10);
  return value;
}
static int number(int n) {
  std::printf("[%d]", n);
  usleep(10);
  return n;
}
static std::string text(const char *value) {
  std::printf("[%s]", value);
  usleep(10);
  return std::string(value) + " and enough of it to be allocated";
}
static bool plain(const char *name, bool value) {
  std::printf("(%s)", name);
  return value;
}
static void log(const char *name) {
  std::printf("{%s}", name);
  usleep(10);
}

static bool both(bool a) { return a && slow("both", true); }
static bool chain(bool a, bool b) {
  return plain("a", a) && plain("b", b) && slow("c", a) && plain("d", b);
}
static bool nested(bool a, bool b) {
  return plain("a", a) && (plain("b", b) || slow("c", true)) && plain("d", true);
}
static bool negated(bool a, bool b) { return !(a && !slow("not", b)) || slow("or", a); }
static int count(bool a, bool b) { return number(a && slow("in", b)) + (b ? number(1) : 2); }
static int converted(bool a) {
  int value = a && number(3) > 2;
  long wide = a || slow("wide", false);
  return value + static_cast<int>(wide);
}
static std::string pick(bool a, bool b) {
  return a ? text("first") : b ? "second" + text("x") : std::string("third");
}
static std::size_t length(bool a, const std::string &other) {
  return (a ? text("long") : other).size() + (a ? 1 : number(5));
}
static int thrown(bool a) { return a ? number(1) : throw number(2); }

static void statements(bool a, bool b) {
  a && slow("statement", b);
  a || slow("or", b);
  a ? log("yes") : log("no");
  if (a && slow("if", b))
    std::printf(" taken");
  else if (b || slow("else", a))
    std::printf(" other");
  if (const bool ok = a && slow("init", b); !ok)
    std::printf(" not ok");
  if (int n = a ? number(4) : 0)
    std::printf(" n%d", n);
  if (b)
    a && slow("below if", b);
  else
    b || slow("below else", a);
}

static int loops(bool a) {
  int n = 0;
  while (n < 3 && slow("while", n < 2))
    ++n;
  while (!(n > 4 || !slow("not", true)))
    ++n;
  do
    ++n;
  while (a && n < 8 && slow("do", true));
  for (int i = 0; i < 2 && slow("for", true); i += a ? number(1) : 1)
    ++n;
  for (int i = 0; i < 2; a && slow("step", true), ++i)
    ++n;
  return n;
}

int main() {
  for (int i = 0; i < 4; ++i) {
    bool a = i & 1, b = i & 2;
    std::printf("\n%d: ", i);
    std::printf(" = %d", both(a));
    std::printf(" = %d", chain(a, b));
    std::printf(" = %d", nested(a, b));
    std::printf(" = %d", negated(a, b));
    std::printf(" = %d", count(a, b));
    std::printf(" = %d", converted(a));
    std::printf(" = %s", pick(a, b).c_str());
    std::printf(" = %zu", length(a, "other"));
    statements(a, b);
    std::printf(" = %d", loops(a));
    try {
      std::printf(" = %d", thrown(a));
    } catch (int value) {
      std::printf(" threw %d", value);
    }
  }
  std::printf("\n");
  return 0;
}
