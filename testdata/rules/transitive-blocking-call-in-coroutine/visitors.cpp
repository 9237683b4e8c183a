// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects with several operator(), of which the library calls one.
#include "async.h"

#include <string>
#include <unistd.h>
#include <variant>

coax::task<> other();

template <typename... F> struct overloaded : F... { using F::operator()...; };
template <typename... F> overloaded(F...) -> overloaded<F...>;

struct Writer {
  void operator()(int fd) const {
    fsync(fd); // expect-finding: blocking-file-io
  }
  void operator()(const std::string &) const {}
};
struct Counter {
  int &count;
  void operator()(int n) const { count += n; }
  void operator()(const std::string &) const { ++count; }
};

using Value = std::variant<int, std::string>;

coax::task<> visits(const Value &value) {
  std::visit(Writer(), value); // expect-finding: transitive-blocking-call-in-coroutine
  std::visit( // expect-finding: transitive-blocking-call-in-coroutine
      overloaded{[](int n) {
                   sleep(static_cast<unsigned>(n)); // expect-finding: blocking-sleep
                 },
                 [](const std::string &) {}},
      value);
  co_await other();
}

coax::task<> counts(const Value &value, int &count) {
  std::visit(Counter{count}, value);
  std::visit(overloaded{[&](int n) { count += n; }, [](const std::string &) {}}, value);
  co_await other();
}
