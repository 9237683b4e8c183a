// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines that end with carriage return and line feed stay so, and get company of their kind.
#include <cstdio>
#include <unistd.h>
#include <coax/coax.hpp>

static coax::task<int> wait(int n) {
  co_await coax::usleep(100);
  co_return n + 1;
}

coax::task<int> coax_main() {
  int n = co_await wait(1) ? co_await wait(2) : co_await wait(3);
  std::exception_ptr coax_caught1;
  int *coax_error1 = nullptr;
  try {
    if (n == 3)
      throw n;
  } catch (int &number) { coax_caught1 = std::current_exception(); coax_error1 = &number; }
  if (coax_caught1) {
    int number = *coax_error1;
    co_await coax::usleep(100);
    std::printf("%d\n", number);
  }
  co_return n;
}

int main() {
  return coax::run(coax_main());
}
