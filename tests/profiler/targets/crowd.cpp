// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 200 threads that sleep for a second, while others are born and die all the time.
#include <chrono>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

__attribute__((noinline)) static void wait_in_crowd() {
  std::this_thread::sleep_for(1s);
  asm volatile("");
}

int main() {
  std::vector<std::thread> crowd;
  for (int i = 0; i < 200; ++i)
    crowd.emplace_back(wait_in_crowd);
  auto end = std::chrono::steady_clock::now() + 1s;
  while (std::chrono::steady_clock::now() < end) {
    std::vector<std::thread> shortLived;
    for (int i = 0; i < 8; ++i)
      shortLived.emplace_back([] { std::this_thread::sleep_for(2ms); });
    for (std::thread &thread : shortLived)
      thread.join();
  }
  for (std::thread &thread : crowd)
    thread.join();
}
