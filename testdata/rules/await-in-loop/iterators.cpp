// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that count by an iterator, or in steps of their own.
#include "async.h"

#include <cstddef>
#include <string>
#include <vector>

coax::task<std::string> fetch(const std::string &url);
coax::task<> put(int value);

coax::task<> each(const std::vector<int> &values) {
  for (auto it = values.begin(); it != values.end(); ++it)
    co_await put(*it); // expect-finding: await-in-loop "its own 'it'"
}

coax::task<> toTheEnd(const std::vector<int> &values) {
  for (auto it = values.begin(), end = values.end(); it != end; it++)
    co_await put(*it); // expect-finding: await-in-loop
}

coax::task<> everyOther(const std::vector<int> &values) {
  for (std::size_t i = 0; i < values.size(); i += 2)
    co_await put(values[i]); // expect-finding: await-in-loop
}

coax::task<> backwards(int n) {
  for (int i = n; i > 0; --i)
    co_await put(i); // expect-finding: await-in-loop
}

coax::task<std::string> last(const std::vector<std::string> &urls) {
  std::string page;
  for (auto it = urls.begin(); it != urls.end(); ++it)
    page = co_await fetch(*it + page); // each needs the one before
  co_return page;
}

coax::task<> untilEmpty(const std::vector<int> &values) {
  for (auto it = values.begin(); it != values.end(); ++it) {
    if (*it == 0)
      break;
    co_await put(*it);
  }
}

coax::task<> retry(int most) {
  for (int attempt = 0; attempt < most; ++attempt)
    co_await put(1); // not for each of anything
}
