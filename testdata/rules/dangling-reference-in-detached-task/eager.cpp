// A coroutine that runs at once and that nobody keeps: it goes on after its caller.
#include "async.h"

#include <exception>
#include <string>

coax::task<> later();

struct detached {
  struct promise_type {
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

detached greet(const std::string &name) {
  co_await later();
  (void)name;
}

void welcome() {
  std::string name = "Ada";
  greet(name); // expect-finding: dangling-reference-in-detached-task
}

void welcomeOf(const std::string &name) { greet(name); }
