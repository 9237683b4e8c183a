// Its parameters choose the promise, which starts it on an executor: no plain function does that.
#include "async.h"

struct executor {};
struct executor_tag {};

template <typename T> struct scheduled_promise : coax::task_promise_base {
  coax::task<T> get_return_object() { return {}; }
  void return_value(T) {}
};

template <typename T> struct std::coroutine_traits<coax::task<T>, executor_tag, executor &> {
  using promise_type = scheduled_promise<T>;
};

coax::task<int> onExecutor(executor_tag, executor &) { co_return 42; }

coax::task<int> here(executor &) { // expect-finding: coroutine-without-await
  co_return 42;
}

// The traits of another library: whatever the parameters are.
template <typename T> struct awaitable {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <typename T> struct awaitable_promise : coax::task_promise_base {
  awaitable<T> get_return_object() { return {}; }
  void return_value(T) {}
};
template <typename T, typename... A> struct std::coroutine_traits<awaitable<T>, A...> {
  using promise_type = awaitable_promise<T>;
};

awaitable<int> zero(int) { co_return 0; } // expect-finding: coroutine-without-await
