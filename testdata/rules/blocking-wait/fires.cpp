#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

void waits(std::future<int> value, std::mutex &m, std::condition_variable &ready) {
  value.get(); // expect-finding: blocking-wait
  std::thread worker([] {});
  worker.join(); // expect-finding: blocking-wait
  std::unique_lock lock(m);
  ready.wait(lock); // expect-finding: blocking-wait
}
