// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists and lambdas beside an await, in the order in which they are evaluated.
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

struct Record {
  std::string key;
  int value;
};
static int store(const Record &record) {
  usleep(10);
  std::printf("store %s %d\n", record.key.c_str(), record.value);
  return record.value;
}
static std::string name(int n) {
  usleep(10);
  std::printf("name %d\n", n);
  return "a name that is long enough to be allocated " + std::to_string(n);
}
static int apply(const std::function<int()> &work) {
  usleep(10);
  return work();
}
static int plain(int n) {
  std::printf("plain %d\n", n);
  return n;
}
static std::size_t total(const std::vector<std::string> &names) {
  usleep(10);
  std::size_t sum = 0;
  for (const std::string &each : names)
    sum += each.size();
  return sum;
}

int main() {
  std::string key = "a key that is long enough to be allocated";
  int sum = plain(1) + store({key, 2});
  sum += store({name(1), plain(3)}) + store(Record{name(2), plain(4)});
  sum += plain(5) + apply([key] { return static_cast<int>(key.size()); });
  for (int i = 0; i < 2 && store({key, i}) < 5; ++i)
    sum += i ? store({key, 7}) : apply([key] { return plain(8); });
  std::vector<Record> records{{name(3), plain(6)}, {key, store({name(4), 9})}};
  auto owned = std::unique_ptr<std::string>(new std::string(name(5)));
  std::printf("%zu %zu %s %d\n", records.size(), total({key, name(6), name(7)}), owned->c_str(),
              sum);
  while (store({key, sum--}) > 60)
    std::printf("again\n");
  return store({records[0].key, plain(0)});
}
