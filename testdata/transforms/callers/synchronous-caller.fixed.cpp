// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A root other than main: callers that stay synchronous cross a bridge.
// coax-root: serve
// expect-plan: serve await
// expect-plan: fetch await
#include <cstdio>
#include <string>
#include <unistd.h>
#include <coax/coax.hpp>

coax::task<std::string> fetch(int n) {
  co_await coax::usleep(200);
  co_return "item " + std::to_string(n);
}

coax::task<int> serve(int count) {
  int total = 0;
  for (int i = 0; i < count; ++i)
    total += static_cast<int>((co_await fetch(i)).size());
  co_return total;
}

struct Cache {
  std::string first = coax::block_on(fetch(1));
  std::string second;
  Cache() : second(coax::block_on(fetch(2))) {}
};

int main() {
  Cache cache;
  std::printf("%d %s %s\n", coax::block_on(serve(3)), cache.first.c_str(), cache.second.c_str());
  return coax::block_on(fetch(100)) == "item 100" ? coax::block_on(serve(1)) : 0;
}
