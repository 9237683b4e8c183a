// A coroutine that runs at once and that nobody keeps: it goes on after its caller.
#include "async.h"
#include "detached.h"

#include <string>

coax::task<> later();

detached greet(const std::string &name) {
  co_await later();
  (void)name;
}

void welcome() {
  std::string name = "Ada";
  greet(name); // expect-finding: dangling-reference-in-detached-task
}

void welcomeOf(const std::string &name) { greet(name); }
