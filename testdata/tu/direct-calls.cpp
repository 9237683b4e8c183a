// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions and methods that are named where they are called.
#include <unistd.h>
namespace shop {
struct Till {
  int open(int n) { return ::read(n, nullptr, 0); } // expect-edge: shop::Till::open -> read [direct]
  static int count();
};
inline namespace v2 {
int total(Till &till) {
  return till.open(1)    // expect-edge: shop::total -> shop::Till::open [direct]
         + Till::count(); // expect-edge: shop::total -> shop::Till::count [direct]
}
} // namespace v2
} // namespace shop
namespace {
void hidden() { sleep(1); } // expect-edge: hidden -> sleep [direct]
} // namespace
int main() {
  hidden(); // expect-edge: main -> hidden [direct]
  shop::Till till;
  return shop::total(till); // expect-edge: main -> shop::total [direct]
}
