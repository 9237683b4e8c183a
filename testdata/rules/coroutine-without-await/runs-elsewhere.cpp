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
