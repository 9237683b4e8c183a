// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sleeps until it is killed, in a tree of tasks.
#include <coax/coax.hpp>
#include <cstdio>

coax::task<void> serve(int number) {
  coax::name_task("connection " + std::to_string(number));
  co_await coax::sleep_for(std::chrono::hours(1));
}

coax::task<void> accept_two() {
  coax::name_task("acceptor");
  auto one = coax::spawn(serve, 1);
  auto two = coax::spawn(serve, 2);
  co_await coax::yield();
  std::puts("ready");
  std::fflush(stdout);
  co_await one.join();
  co_await two.join();
}

int main() { coax::run(accept_two()); }
