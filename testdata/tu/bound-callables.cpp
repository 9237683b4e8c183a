// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// bind, ref, casts and copies are looked through to the function behind.
#include <functional>
#include <thread>
struct Worker {
  void run();
  void operator()();
};
void serve(int fd);
void start(Worker &worker) {
  std::thread a(&Worker::run, &worker); // expect-edge: start -> std::thread::thread(Worker::run) [direct]
  std::thread b(std::bind(&Worker::run, &worker)); // expect-edge: start -> std::thread::thread(Worker::run) [direct]
  std::thread c(std::ref(worker)); // expect-edge: start -> std::thread::thread(Worker::operator()) [direct]
  auto job = std::bind_front(serve, 3); // expect-use: start stores serve in start::job
  std::thread d(std::move(job)); // expect-edge: start -> std::thread::thread(serve) [direct]
  job(); // expect-edge: start -> serve [direct]
  std::thread e(static_cast<void (*)(int)>(serve), 4); // expect-edge: start -> std::thread::thread(serve) [direct]
  e.detach(); // expect-edge: start -> std::thread::detach [direct]
} // expect-edge: start -> std::thread::~thread [implicit]; start -> std::thread::~thread [implicit]; start -> std::thread::~thread [implicit]; start -> std::thread::~thread [implicit]; start -> std::thread::~thread [implicit]
