// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists and lambdas beside an await, in the order in which they are evaluated.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>
#include <coax/coax.hpp>

struct Record {
  std::string key;
  int value;
};
static coax::task<int> store(const Record &record) {
  co_await coax::usleep(10);
  std::printf("store %s %d\n", record.key.c_str(), record.value);
  co_return record.value;
}
static coax::task<std::string> name(int n) {
  co_await coax::usleep(10);
  std::printf("name %d\n", n);
  co_return "a name that is long enough to be allocated " + std::to_string(n);
}
static coax::task<int> apply(const std::function<int()> &work) {
  co_await coax::usleep(10);
  co_return work();
}
static int plain(int n) {
  std::printf("plain %d\n", n);
  return n;
}
static coax::task<std::size_t> total(const std::vector<std::string> &names) {
  co_await coax::usleep(10);
  std::size_t sum = 0;
  for (const std::string &each : names)
    sum += each.size();
  co_return sum;
}

coax::task<int> coax_main() {
  std::string key = "a key that is long enough to be allocated";
  auto coax_value1 = plain(1);
  Record coax_argument1 = {key, 2};
  int sum = coax_value1 + co_await store(std::move(coax_argument1));
  auto coax_result1 = co_await name(1);
  Record coax_argument2 = {std::move(coax_result1), plain(3)};
  auto coax_result2 = co_await store(std::move(coax_argument2));
  auto coax_result3 = co_await name(2);
  auto coax_value2 = plain(4);
  auto coax_argument3 = Record{std::move(coax_result3), coax_value2};
  sum += coax_result2 + co_await store(std::move(coax_argument3));
  auto coax_value3 = plain(5);
  auto coax_argument4 = [key] { return static_cast<int>(key.size()); };
  sum += coax_value3 + co_await apply(std::move(coax_argument4));
  for (int i = 0; [[maybe_unused]] const bool coax_condition1 = co_await [&]() -> coax::task<bool> {
    bool coax_result4 = i < 2;
    if (coax_result4) {
      Record coax_argument5 = {key, i};
      coax_result4 = co_await store(std::move(coax_argument5)) < 5;
    }
    co_return coax_result4;
  }(); ++i)
    sum += co_await [&]() -> coax::task<int> {
      if (i) {
        Record coax_argument6 = {key, 7};
        co_return co_await store(std::move(coax_argument6));
      }
      auto coax_argument7 = [key] { return plain(8); };
      co_return co_await apply(std::move(coax_argument7));
    }();
  auto coax_result5 = co_await name(3);
  auto coax_value4 = plain(6);
  auto coax_result6 = co_await name(4);
  Record coax_argument8 = {std::move(coax_result6), 9};
  auto coax_result7 = co_await store(std::move(coax_argument8));
  std::vector<Record> records{{std::move(coax_result5), coax_value4}, {key, coax_result7}};
  auto coax_result8 = co_await name(5);
  auto owned = std::unique_ptr<std::string>(new std::string(std::move(coax_result8)));
  auto coax_result9 = co_await name(6);
  auto coax_result10 = co_await name(7);
  std::vector<std::string> coax_argument9 = {key, std::move(coax_result9), std::move(coax_result10)};
  std::printf("%zu %zu %s %d\n", records.size(), co_await total(std::move(coax_argument9)), owned->c_str(),
              sum);
  while (co_await [&]() -> coax::task<bool> {
    Record coax_argument10 = {key, sum--};
    co_return co_await store(std::move(coax_argument10)) > 60;
  }())
    std::printf("again\n");
  Record coax_argument11 = {records[0].key, plain(0)};
  co_return co_await store(std::move(coax_argument11));
}

int main() {
  return coax::run(coax_main());
}
