// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A call that waits stays skipped where && || ?: skip it: g++ 12 would await it all the same.
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<bool> slow(const char *name, bool value) {
  std::printf("[%s]", name);
  co_await coax::usleep(10);
  co_return value;
}
static coax::task<int> number(int n) {
  std::printf("[%d]", n);
  co_await coax::usleep(10);
  co_return n;
}
static coax::task<std::string> text(const char *value) {
  std::printf("[%s]", value);
  co_await coax::usleep(10);
  co_return std::string(value) + " and enough of it to be allocated";
}
static bool plain(const char *name, bool value) {
  std::printf("(%s)", name);
  return value;
}
static coax::task<void> log(const char *name) {
  std::printf("{%s}", name);
  co_await coax::usleep(10);
}

static coax::task<bool> both(bool a) { const bool coax_result1 = a && co_await slow("both", true); co_return coax_result1; }
static coax::task<bool> chain(bool a, bool b) {
  const bool coax_result1 = plain("a", a) && plain("b", b) && co_await slow("c", a);
  co_return coax_result1 && plain("d", b);
}
static coax::task<bool> nested(bool a, bool b) {
  const bool coax_result1 = plain("a", a) && (plain("b", b) || co_await slow("c", true));
  co_return coax_result1 && plain("d", true);
}
static coax::task<bool> negated(bool a, bool b) { co_return co_await [&]() -> coax::task<bool> {
  const bool coax_result2 = a && !co_await slow("not", b);
  bool coax_result1 = !(coax_result2);
  if (!coax_result1) {
    coax_result1 = co_await slow("or", a);
  }
  co_return coax_result1;
}(); }
static coax::task<int> count(bool a, bool b) { const bool coax_result1 = a && co_await slow("in", b); auto coax_result2 = co_await number(coax_result1); const auto coax_result3 = b ? co_await number(1) : 2; co_return coax_result2 + (coax_result3); }
static coax::task<int> converted(bool a) {
  const bool coax_result1 = a && co_await number(3) > 2;
  int value = coax_result1;
  const bool coax_result2 = a || co_await slow("wide", false);
  long wide = coax_result2;
  co_return value + static_cast<int>(wide);
}
static coax::task<std::string> pick(bool a, bool b) {
  co_return co_await [&]() -> coax::task<std::string> {
    if (a) {
      co_return co_await text("first");
    }
    co_return co_await [&]() -> coax::task<std::string> {
    if (b) {
      co_return "second" + co_await text("x");
    }
    co_return std::string("third");
  }();
  }();
}
static coax::task<std::size_t> length(bool a, const std::string &other) {
  auto coax_value1 = (co_await [&]() -> coax::task<std::string> {
    if (a) {
      co_return co_await text("long");
    }
    co_return other;
  }()).size();
  const auto coax_result1 = a ? 1 : co_await number(5);
  co_return coax_value1 + (coax_result1);
}
static coax::task<int> thrown(bool a) { co_return co_await [&]() -> coax::task<int> {
  if (a) {
    co_return co_await number(1);
  }
  throw co_await number(2);
}(); }

static coax::task<void> statements(bool a, bool b) {
  if (a) {
    co_await slow("statement", b);
  }
  if (!(a)) {
    co_await slow("or", b);
  }
  if (a) {
    co_await log("yes");
  } else {
    co_await log("no");
  }
  if (const bool coax_condition2 = a && co_await slow("if", b); coax_condition2)
    std::printf(" taken");
  else if (const bool coax_condition1 = b || co_await slow("else", a); coax_condition1)
    std::printf(" other");
  if (const bool ok = a && co_await slow("init", b); !ok)
    std::printf(" not ok");
  if (int n = a ? co_await number(4) : 0)
    std::printf(" n%d", n);
  if (b)
    {
      if (a) {
        co_await slow("below if", b);
      }
    }
  else
    {
      if (!(b)) {
        co_await slow("below else", a);
      }
    }
}

static coax::task<int> loops(bool a) {
  int n = 0;
  while ([[maybe_unused]] const bool coax_condition1 = n < 3 && co_await slow("while", n < 2))
    ++n;
  while ([[maybe_unused]] const bool coax_condition2 = !(co_await [&]() -> coax::task<bool> {
    const bool coax_result1 = n > 4 || !co_await slow("not", true);
    co_return coax_result1;
  }()))
    ++n;
  do
    ++n;
  while (co_await [&]() -> coax::task<bool> {
    const bool coax_result2 = a && n < 8 && co_await slow("do", true);
    co_return coax_result2;
  }());
  for (int i = 0; [[maybe_unused]] const bool coax_condition3 = i < 2 && co_await slow("for", true); i += co_await [&]() -> coax::task<int> {
    const auto coax_result3 = a ? co_await number(1) : 1;
    co_return coax_result3;
  }())
    ++n;
  for (int i = 0; i < 2; co_await [&]() -> coax::task<void> { if (a) { co_await slow("step", true); } ++i; }())
    ++n;
  co_return n;
}

coax::task<int> coax_main() {
  for (int i = 0; i < 4; ++i) {
    bool a = i & 1, b = i & 2;
    std::printf("\n%d: ", i);
    std::printf(" = %d", co_await both(a));
    std::printf(" = %d", co_await chain(a, b));
    std::printf(" = %d", co_await nested(a, b));
    std::printf(" = %d", co_await negated(a, b));
    std::printf(" = %d", co_await count(a, b));
    std::printf(" = %d", co_await converted(a));
    std::printf(" = %s", (co_await pick(a, b)).c_str());
    std::printf(" = %zu", co_await length(a, "other"));
    co_await statements(a, b);
    std::printf(" = %d", co_await loops(a));
    try {
      std::printf(" = %d", co_await thrown(a));
    } catch (int value) {
      std::printf(" threw %d", value);
    }
  }
  std::printf("\n");
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
