// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A sleep of no time does not wait, whatever the type of the time.
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

void none() {
  std::this_thread::sleep_for(0ns);
  std::this_thread::sleep_for(std::chrono::milliseconds{});
  std::this_thread::sleep_for(std::chrono::seconds::zero());
  std::this_thread::sleep_for(std::chrono::duration<double>(0));
  std::this_thread::sleep_for(std::chrono::duration<float, std::milli>(0.0F));
}

void some() {
  std::this_thread::sleep_for(std::chrono::duration<double>(0.5));               // expect-finding: blocking-sleep
  std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(1.0e30)); // expect-finding: blocking-sleep
}
