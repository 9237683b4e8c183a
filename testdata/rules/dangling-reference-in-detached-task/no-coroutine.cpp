// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that give a task and are no coroutines use what they refer to before they return; what
// starts tasks is known by its name, too; the object of a member function is referred to as well.
#include "spawn.h"

#include <string>

coax::task<int> greet(const std::string &name);

coax::task<int> copies(const std::string &name) {
  std::string own = name;
  return greet("nobody, " + own); // expect-finding: dangling-reference-in-detached-task
}

coax::task<int> ready(const std::string &) { return {}; }

void ofFunctions() {
  std::string name = "Ada";
  coax::spawn(ready(name)).detach();
  coax::spawn(ready("Ada")).detach();
}

template <typename Task> void spawn(Task &&task);
template <typename Task> void fire_and_forget(Task &&task);

void byName() {
  std::string name = "Ada";
  spawn(greet(name)); // expect-finding: dangling-reference-in-detached-task
  fire_and_forget(greet("Ada")); // expect-finding: dangling-reference-in-detached-task
}

struct connection {
  coax::task<int> serve();
  int id = 0;
};
coax::task<int> connection::serve() { co_return co_await greet("x") + id; }

void ofObjects(connection &outside) {
  connection inside;
  spawn(inside.serve()); // expect-finding: dangling-reference-in-detached-task "the local 'inside'"
  spawn(outside.serve());
  static connection kept;
  spawn(kept.serve());
}

coax::task<int> awaited() {
  connection inside;
  co_return co_await inside.serve();
}
