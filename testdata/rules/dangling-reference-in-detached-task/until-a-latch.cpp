// The task counts a latch down that its caller waits for: the locals are there until then.
#include "async.h"

#include <latch>
#include <string>

namespace coax {
struct latch {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  task<> wait();
};
struct event {
  struct awaiter {
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  awaiter operator co_await() const;
};
struct scheduler {
  void spawn_detached(task<> &&work);
};
} // namespace coax

coax::task<> work(const std::string &name, coax::latch &done);
coax::task<> workAndSet(const std::string &name, coax::event &done);
coax::task<> workOnThreads(const std::string &name, std::latch &done);

coax::task<> awaitsIt(coax::scheduler &loop) {
  std::string name = "Ada";
  coax::latch done;
  loop.spawn_detached(work(name, done));
  co_await done;
}

coax::task<> awaitsByItsOperator(coax::scheduler &loop) {
  std::string name = "Ada";
  coax::event done;
  loop.spawn_detached(workAndSet(name, done));
  co_await done;
}

coax::task<> awaitsItsEnd(coax::scheduler &loop) {
  std::string name = "Ada";
  coax::latch done;
  loop.spawn_detached(work(name, done));
  co_await done.wait();
}

void blocks(coax::scheduler &loop) {
  std::string name = "Ada";
  std::latch done{1};
  loop.spawn_detached(workOnThreads(name, done));
  done.wait(); // expect-finding: blocking-wait
}

coax::task<> neverWaits(coax::scheduler &loop) {
  std::string name = "Ada";
  coax::latch done;
  loop.spawn_detached(work(name, done)); // expect-finding: dangling-reference-in-detached-task
  co_await coax::latch();
}
