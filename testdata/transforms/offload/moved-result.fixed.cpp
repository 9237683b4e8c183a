// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The result of an offloaded call refers to what its argument was, or to a temporary: the object that
// is made of it leaves the pool.
// expect-plan: nap await
#include <cstdio>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>
#include <coax/coax.hpp>

static coax::task<void> nap() { co_await coax::usleep(10); }

struct Builder {
  std::string text;
  template <typename T> Builder &&add(const T &part) && {
    coax::block_on(nap());
    text += part;
    return std::move(*this);
  }
  template <typename T> T get() && {
    coax::block_on(nap());
    return std::move(text);
  }
};

template <typename T> static T &&pass(T &&value) {
  coax::block_on(nap());
  return std::move(value);
}

coax::task<int> coax_main() {
  co_await nap();
  auto moved = co_await coax::offload([&] { return pass(std::vector<int>{1, 2, 3}); });
  std::string text = co_await coax::offload([&] { return pass(std::string("a text that is long enough to be allocated")); });
  auto built = co_await coax::offload([&] { return Builder().add("x").add(text).get<std::string>(); });
  co_await nap();
  std::printf("%zu %s\n", moved.size(), built.c_str());
  co_return static_cast<int>(co_await coax::offload([&] { return pass(std::string("four")).size(); }));
}

int main() {
  return coax::run(coax_main());
}
