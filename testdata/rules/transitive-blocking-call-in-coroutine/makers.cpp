// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program's own make_unique runs the constructor of what it makes, and of nothing else.
#include "async.h"

#include <map>
#include <memory>
#include <optional>
#include <unistd.h>
#include <utility>

template <typename T, typename... Arguments>
std::unique_ptr<T> make_unique_of(Arguments &&...arguments) {
  return std::unique_ptr<T>(new T(std::forward<Arguments>(arguments)...));
}

struct Journal {
  explicit Journal(int fd) { fsync(fd); } // expect-finding: blocking-file-io
};
struct Counter {
  explicit Counter(int start) : value(start) {}
  int value;
};

template <typename T> std::unique_ptr<T> make_later(int value) {
  sleep(1); // expect-finding: blocking-sleep
  return std::unique_ptr<T>(new T(value));
}

coax::task<> other();

coax::task<> count() {
  auto counter = make_unique_of<Counter>(1);
  co_await other();
}

coax::task<> note() {
  auto journal = make_unique_of<Journal>(3); // expect-finding: transitive-blocking-call-in-coroutine
  co_return;
}

coax::task<> later() {
  auto counter = make_later<Counter>(1); // expect-finding: transitive-blocking-call-in-coroutine
  co_return;
}

coax::task<> inside(std::map<int, Journal> &journals, std::optional<Journal> &given) {
  co_await other();
  std::optional<Journal> one(3);                // expect-finding: transitive-blocking-call-in-coroutine
  std::optional<Journal> two(std::in_place, 3); // expect-finding: transitive-blocking-call-in-coroutine
  journals.try_emplace(1, 3);                   // expect-finding: transitive-blocking-call-in-coroutine
  journals.emplace(1, 3);                       // expect-finding: transitive-blocking-call-in-coroutine
  std::optional<Counter> counter(3);
  std::optional<Journal> none, nothing = std::nullopt, copy = given;
  journals.emplace(1, *given);
}
