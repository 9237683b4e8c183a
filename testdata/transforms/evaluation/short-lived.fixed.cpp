// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An object that a statement makes and waits on is gone before the statement goes on.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

static int held = 0;

struct Slot {
  Slot() { ++held; }
  ~Slot() { --held; }
  coax::task<int> query(const std::string &text) const {
    co_await coax::usleep(10);
    co_return static_cast<int>(text.size()) + held;
  }
};

static coax::task<std::unique_ptr<Slot>> acquire() {
  co_await coax::usleep(10);
  co_return std::make_unique<Slot>();
}

static coax::task<int> passed() { { auto coax_result1 = (co_await acquire()); co_return co_await std::move(coax_result1)->query("return"); } }

coax::task<int> coax_main() {
  {
    auto coax_result1 = (co_await acquire());
    std::printf("%d\n", co_await std::move(coax_result1)->query("argument"));
  }
  std::printf("%d\n", held);
  int size = co_await [&]() -> coax::task<int> {
    auto coax_result2 = (co_await acquire());
    co_return co_await std::move(coax_result2)->query("initialiser");
  }();
  std::printf("%d %d\n", size, held);
  {
    auto coax_result3 = (co_await acquire());
    size = co_await std::move(coax_result3)->query("assignment");
  }
  std::printf("%d %d\n", size, held);
  if (const bool coax_condition1 = co_await [&]() -> coax::task<bool> {
    auto coax_result4 = (co_await acquire());
    co_return co_await std::move(coax_result4)->query("condition") == 10;
  }(); coax_condition1)
    std::printf("%d\n", held);
  auto coax_result6 = co_await [&]() -> coax::task<int> {
    auto coax_result5 = (co_await acquire());
    co_return co_await std::move(coax_result5)->query("switch");
  }();
  switch (coax_result6) {
  case 7:
    std::printf("%d\n", held);
  }
  for (int i = co_await [&]() -> coax::task<int> {
    auto coax_result7 = (co_await acquire());
    co_return co_await std::move(coax_result7)->query("for");
  }(); i < 5; ++i)
    std::printf("%d\n", held);
  while (co_await [&]() -> coax::task<bool> {
    auto coax_result8 = (co_await acquire());
    co_return co_await std::move(coax_result8)->query(std::string(static_cast<std::size_t>(size), '.')) > 8;
  }())
    std::printf("%d %d\n", size--, held);
  {
    auto coax_result9 = (co_await acquire());
    co_await std::move(coax_result9)->query("alone");
    std::printf("%d\n", held);
  }
  std::printf("%d %d\n", co_await passed(), held);
  co_return 0;
}

int main() {
  return coax::run(coax_main());
}
