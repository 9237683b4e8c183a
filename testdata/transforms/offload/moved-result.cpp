// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The result of an offloaded call refers to what its argument was, or to a temporary: the object that
// is made of it leaves the pool.
// expect-plan: nap await
#include <cstdio>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

static void nap() { usleep(10); }

struct Builder {
  std::string text;
  template <typename T> Builder &&add(const T &part) && {
    nap();
    text += part;
    return std::move(*this);
  }
  template <typename T> T get() && {
    nap();
    return std::move(text);
  }
};

template <typename T> static T &&pass(T &&value) {
  nap();
  return std::move(value);
}

int main() {
  nap();
  auto moved = pass(std::vector<int>{1, 2, 3});
  std::string text = pass(std::string("a text that is long enough to be allocated"));
  auto built = Builder().add("x").add(text).get<std::string>();
  nap();
  std::printf("%zu %s\n", moved.size(), built.c_str());
  return static_cast<int>(pass(std::string("four")).size());
}
