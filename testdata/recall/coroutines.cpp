// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bodies of coroutines, and what awaiting calls.
#include "Check.h"

#include <unistd.h>

#include <chrono>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <thread>
#include <utility>

namespace {

struct Task {
  struct promise_type {
    Task get_return_object() {
      return Task{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { ::usleep(100); }
    void unhandled_exception() { std::terminate(); }
  };
  explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  Task(Task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~Task() {
    if (handle)
      handle.destroy();
  }
  void run() const {
    while (!handle.done())
      handle.resume();
  }
  std::coroutine_handle<promise_type> handle;
};

struct SleepsBeforeResuming {
  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<>) const {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return false;
  }
  void await_resume() const { std::printf("resumed\n"); }
};

Task writes(const char *path) {
  std::FILE *file = std::fopen(path, "w");
  CHECK(file);
  co_await SleepsBeforeResuming();
  std::fprintf(file, "%s\n", path);
  co_await std::suspend_always();
  std::fclose(file);
}

} // namespace

int main() {
  writes("coroutine").run();
  auto waits = [](int milliseconds) -> Task {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
    co_return;
  };
  waits(1).run();
}
