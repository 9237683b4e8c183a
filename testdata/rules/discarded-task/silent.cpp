// Awaited, kept, passed on, started, given up in so many words, or running already.
#include "spawn.h"

coax::task<> save(int);
coax::task<int> count();

namespace eager {
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
} // namespace eager

eager::job fireAndForget();
int plain();

coax::task<int> work() {
  co_await save(1);
  auto kept = count();
  coax::spawn(save(2));
  fireAndForget();
  plain();
  (void)save(3);
  co_return co_await std::move(kept);
}

coax::task<> passedOn() { return save(4); }

namespace pplx {
template <typename T> struct task {
  int state;
};
} // namespace pplx

pplx::task<int> runsAnyway();

void starts() { runsAnyway(); }
