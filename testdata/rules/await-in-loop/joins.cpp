// What the elements stand for runs already, all of it at once: waiting for one after the other costs
// nothing.
#include "async.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

coax::task<int> fetch(const std::string &url);

struct handle {
  coax::task<int> join();
};
struct eager {
  struct promise_type : coax::task_promise_base {
    std::suspend_never initial_suspend() noexcept { return {}; }
    eager get_return_object() { return {}; }
    void return_value(int);
  };
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
struct shop {
  coax::task<int> close();
};

coax::task<> joined(std::vector<handle> &handles) {
  for (handle &h : handles)
    co_await h.join();
}

coax::task<std::vector<int>> results(std::map<std::string, handle> &handles) {
  std::vector<int> out;
  for (auto &[name, h] : handles)
    out.push_back(co_await h.join());
  co_return out;
}

coax::task<> started(std::vector<eager> tasks) {
  for (eager &task : tasks)
    co_await task;
}

coax::task<> notStarted(std::vector<coax::task<int>> tasks) {
  for (coax::task<int> &task : tasks) // expect-finding: await-in-loop
    co_await std::move(task);
}

coax::task<> beginsNow(std::vector<shop> &shops) {
  for (shop &s : shops)
    co_await s.close(); // expect-finding: await-in-loop
}

coax::task<> joinsAndFetches(std::vector<handle> &handles) {
  for (handle &h : handles)
    co_await fetch(std::to_string(co_await h.join())); // expect-finding: await-in-loop
}

namespace concurrencpp {
struct executor {};
coax::task<> resume_on(executor &on);
} // namespace concurrencpp

coax::task<> visits(std::vector<concurrencpp::executor> &executors) {
  for (concurrencpp::executor &e : executors)
    co_await concurrencpp::resume_on(e);
}
