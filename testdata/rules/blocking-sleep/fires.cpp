#include <chrono>
#include <thread>
#include <time.h>
#include <unistd.h>

void naps() {
  using namespace std::chrono_literals;
  std::this_thread::sleep_for(1s); // expect-finding: blocking-sleep "'std::this_thread::sleep_for' blocks the calling thread"
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s); // expect-finding: blocking-sleep
  sleep(1);                      // expect-finding: blocking-sleep
  usleep(1);                     // expect-finding: blocking-sleep
  timespec pause{0, 1};
  nanosleep(&pause, nullptr); // expect-finding: blocking-sleep
}
