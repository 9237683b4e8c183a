// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a loop over a range calls at its begin stands at the range, what each step calls at the colon,
// what gives the element at its name.
#include "async.h"

#include <filesystem>
#include <unistd.h>

coax::task<void> next();

struct Lines {
  struct Iterator {
    bool operator!=(const Iterator &) const;
    Iterator &operator++() {
      usleep(1); // expect-finding: blocking-sleep
      return *this;
    }
    int operator*() const {
      fsync(2); // expect-finding: blocking-file-io
      return 1;
    }
  };
  Iterator begin() {
    fsync(1); // expect-finding: blocking-file-io
    return {};
  }
  Iterator end();
};

coax::task<int> sum(Lines lines) {
  int all = 0;
  for (int line : lines) // expect-finding: transitive-blocking-call-in-coroutine "'Lines::begin()'"; expect-finding: transitive-blocking-call-in-coroutine "operator++"; expect-finding: transitive-blocking-call-in-coroutine "operator*"
    all += line;
  co_await next();
  co_return all;
}

coax::task<int> count(const char *path) {
  int all = 0;
  for (const auto &entry : std::filesystem::directory_iterator(path)) // expect-finding: blocking-call-in-coroutine "::directory_iterator'"; expect-finding: blocking-call-in-coroutine "operator++"
    all += entry.path().empty(); // expect-finding: blocking-call-in-coroutine "~directory_iterator"
  co_await next();
  co_return all;
}
