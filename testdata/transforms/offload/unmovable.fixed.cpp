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
#include <coax/coax.hpp>

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
  coax::task<int> load() const {
    co_await coax::usleep(10);
    co_return id_;
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

static coax::task<int> refuse() {
  std::exception_ptr coax_caught1;
  const std::invalid_argument *coax_error1 = nullptr;
  try {
    const std::unique_ptr<Account> coax_object1 = co_await coax::offload([&] { return std::unique_ptr<Account>(new Account(-1, 10)); });
    Account &wrong = *coax_object1;
    co_return co_await wrong.load();
  } catch (const std::invalid_argument &e) { coax_caught1 = std::current_exception(); coax_error1 = &e; }
  {
    const std::invalid_argument &e = *coax_error1;
    co_await coax::usleep(10);
    std::printf("%s\n", e.what());
  }
  co_return 0;
}

coax::task<int> coax_main() {
  const std::unique_ptr<Account> coax_object1 = co_await coax::offload([&] { return std::unique_ptr<Account>(new Account(1, 10)); });
  Account &one = *coax_object1;
  const std::unique_ptr<const Account> coax_object2 = co_await coax::offload([&] { return std::unique_ptr<const Account>(new const Account{2, 10}); });
  const Account &two = *coax_object2;
  Account three = Account(3, 10), *pointer = &three;
  const std::unique_ptr<Account> coax_object3 = co_await coax::offload([&] { return std::unique_ptr<Account>(new Account(make(4))); });
  Account &four = *coax_object3;
  const std::unique_ptr<Account> coax_object4 = co_await coax::offload([&] { return std::unique_ptr<Account>(new Account{5, 10}); });
  Account &five = *coax_object4;
  const std::unique_ptr<Pair> coax_object5 = co_await coax::offload([&] { return std::unique_ptr<Pair>(new Pair(6)); });
  Pair &pair = *coax_object5;
  {
    const std::unique_ptr<Account> coax_object6 = co_await coax::offload([&] { return std::unique_ptr<Account>(new Account(7)); });
    [[maybe_unused]] Account &unused = *coax_object6;
    std::optional<Account> inside;
    co_await coax::offload([&] { inside.emplace(8); });
  }
  auto nine = co_await coax::offload([&] { return std::make_unique<Account>(9, 10); });
  int sum = co_await Account(10).load();
  sum += co_await make(11).load();
  sum += co_await one.load() + co_await two.load() + co_await pointer->load() + co_await four.load() + co_await five.load();
  std::printf("%d\n", sum + co_await pair.second.load() + co_await nine->load());
  co_return co_await refuse() + co_await one.load();
}

int main() {
  return coax::run(coax_main());
}
