// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A root other than main: callers that stay synchronous cross a bridge.
// coax-root: serve
// expect-plan: serve await
// expect-plan: fetch await
#include <cstdio>
#include <string>
#include <unistd.h>

std::string fetch(int n) {
  usleep(200);
  return "item " + std::to_string(n);
}

int serve(int count) {
  int total = 0;
  for (int i = 0; i < count; ++i)
    total += static_cast<int>(fetch(i).size());
  return total;
}

struct Cache {
  std::string first = fetch(1);
  std::string second;
  Cache() : second(fetch(2)) {}
};

int main() {
  Cache cache;
  std::printf("%d %s %s\n", serve(3), cache.first.c_str(), cache.second.c_str());
  return fetch(100) == "item 100" ? serve(1) : 0;
}
