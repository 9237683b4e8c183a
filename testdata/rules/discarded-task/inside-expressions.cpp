// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parts of expressions whose values nobody uses, and promises that nothing here made a whole of.
#include "async.h"

#include <coroutine>

coax::task<void> save(int);

void parts(bool first) {
  first ? save(1)   // expect-finding: discarded-task
        : save(2);  // expect-finding: discarded-task
  save(3),          // expect-finding: discarded-task
      save(4);      // expect-finding: discarded-task
  first && (save(5), true); // expect-finding: discarded-task
  for (save(6);     // expect-finding: discarded-task
       first; save(7)) // expect-finding: discarded-task
    break;
}

coax::task<void> used(bool first) {
  co_await (first ? save(1) : save(2));
  auto kept = (first, save(3));
  co_await kept;
}

namespace elsewhere {
template <typename T> struct promise;
template <typename T> struct job {
  using promise_type = promise<T>;
};
template <typename T> struct promise {
  job<T> get_return_object();
  std::suspend_always initial_suspend() noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  void return_value(T);
};
job<int> begin();
} // namespace elsewhere

void declaredOnly() {
  elsewhere::begin(); // expect-finding: discarded-task
}
