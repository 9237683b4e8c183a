// Waking others does not wait.
#include <condition_variable>
#include <future>
#include <thread>

void wakes(std::promise<int> promise, std::condition_variable &ready, std::thread &worker) {
  promise.set_value(1);
  ready.notify_all();
  worker.detach();
}
