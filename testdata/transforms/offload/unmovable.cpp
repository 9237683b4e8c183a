// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects that cannot be moved and wait where they are made: on the heap, destroyed where they were.
// expect-plan: main await
// expect-plan: Account::load await
#include <cstdio>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <unistd.h>

class Account {
public:
  Account(int id, int delay) : id_(id) {
    usleep(delay);
    if (id < 0)
      throw std::invalid_argument("no account " + std::to_string(id));
    std::printf("+%d ", id);
  }
  explicit Account(int id) : Account(id, 10) {}
  ~Account() { std::printf("-%d ", id_); }
  int load() const {
    usleep(10);
    return id_;
  }

private:
  int id_;
  std::mutex lock_; // neither moved nor copied
};

struct Pair {
  Account first{1}, second;
  explicit Pair(int n) : second(n, 20) {}
};

static Account make(int n) { return Account(n, 5); }

static int refuse() {
  try {
    Account wrong(-1, 10);
    return wrong.load();
  } catch (const std::invalid_argument &e) {
    usleep(10);
    std::printf("%s\n", e.what());
  }
  return 0;
}

int main() {
  Account one(1, 10);
  const Account two{2, 10};
  Account three = Account(3, 10), *pointer = &three;
  Account four = make(4);
  Account five = {5, 10};
  Pair pair(6);
  {
    Account unused(7);
    std::optional<Account> inside;
    inside.emplace(8);
  }
  auto nine = std::make_unique<Account>(9, 10);
  int sum = Account(10).load();
  sum += make(11).load();
  sum += one.load() + two.load() + pointer->load() + four.load() + five.load();
  std::printf("%d\n", sum + pair.second.load() + nine->load());
  return refuse() + one.load();
}
