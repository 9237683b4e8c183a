// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An object that a statement makes and waits on is gone before the statement goes on.
#include <cstdio>
#include <memory>
#include <string>
#include <unistd.h>

static int held = 0;

struct Slot {
  Slot() { ++held; }
  ~Slot() { --held; }
  int query(const std::string &text) const {
    usleep(10);
    return static_cast<int>(text.size()) + held;
  }
};

static std::unique_ptr<Slot> acquire() {
  usleep(10);
  return std::make_unique<Slot>();
}

static int passed() { return acquire()->query("return"); }

int main() {
  std::printf("%d\n", acquire()->query("argument"));
  std::printf("%d\n", held);
  int size = acquire()->query("initialiser");
  std::printf("%d %d\n", size, held);
  size = acquire()->query("assignment");
  std::printf("%d %d\n", size, held);
  if (acquire()->query("condition") == 10)
    std::printf("%d\n", held);
  switch (acquire()->query("switch")) {
  case 7:
    std::printf("%d\n", held);
  }
  for (int i = acquire()->query("for"); i < 5; ++i)
    std::printf("%d\n", held);
  while (acquire()->query(std::string(static_cast<std::size_t>(size), '.')) > 8)
    std::printf("%d %d\n", size--, held);
  acquire()->query("alone"), std::printf("%d\n", held);
  std::printf("%d %d\n", passed(), held);
}
