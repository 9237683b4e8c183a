// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Awaits and what is awaited; the machinery of the promise is no code of the program.
#include <coroutine>
#include <unistd.h>
struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(int);
    void unhandled_exception();
  };
  bool await_ready() { return sleep(1); } // expect-edge: Task::await_ready -> sleep [direct]
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Task leaf() {
  co_return 1; // expect-await: leaf
}
Task root() {
  sleep(2); // expect-edge: root -> sleep [direct]
  int n = co_await leaf(); // expect-await: root; expect-edge: root -> leaf [direct, awaited]; root -> Task::await_ready [implicit]; root -> Task::await_suspend [implicit]; root -> Task::await_resume [implicit]
  Task held = leaf();      // expect-edge: root -> leaf [direct]
  co_return n;             // expect-await: root
}
