// A coroutine that runs at once and is done with what it was given before it first waits.
#include "async.h"
#include "detached.h"

#include <string>

coax::task<> later();
coax::task<> send(const std::string &text);
coax::task<> pause(int n);

detached copies(const std::string &name) {
  std::string own = name;
  co_await later();
  co_await send(own);
}

detached reads(const int &n) { co_await pause(n); }

detached passesOn(const std::string &name) { co_await send(name); }

detached repeats(const std::string &name) {
  for (int i = 0; i < 3; ++i) {
    std::string own = name;
    co_await send(own);
  }
}

detached aliases(const std::string &name) {
  const std::string &same = name;
  co_await later();
  (void)same.size();
}

void welcome() {
  std::string name = "Ada";
  int n = 3;
  copies(name);
  reads(n);
  passesOn(name); // expect-finding: dangling-reference-in-detached-task
  repeats(name);  // expect-finding: dangling-reference-in-detached-task
  aliases(name);  // expect-finding: dangling-reference-in-detached-task
}
