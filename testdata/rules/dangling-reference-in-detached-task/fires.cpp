#include "spawn.h"

#include <functional>
#include <string>
#include <string_view>

coax::task<int> greet(const std::string &name);
coax::task<int> look(std::string_view text);
coax::task<int> fill(int *into);

void detached() {
  std::string name = "Ada";
  int n = 0;
  coax::spawn(greet(name)); // expect-finding: dangling-reference-in-detached-task "is detached refers to the local 'name'"
  coax::spawn(look(name)).detach(); // expect-finding: dangling-reference-in-detached-task
  coax::spawn(fill(&n)); // expect-finding: dangling-reference-in-detached-task "'&n'"
}

// spawn() copies what it is given, but these refer on.
void takenAlong() {
  std::string name = "Ada";
  int n = 0;
  coax::spawn(greet, std::ref(name)).detach(); // expect-finding: dangling-reference-in-detached-task "name"
  coax::spawn(fill, &n).detach(); // expect-finding: dangling-reference-in-detached-task "'&n'"
}

coax::task<int> returned() {
  std::string name = "Ada";
  return greet(name); // expect-finding: dangling-reference-in-detached-task "is returned"
}

coax::task<int> kept() {
  auto task = greet("Ada"); // expect-finding: dangling-reference-in-detached-task "the temporary"
  co_return co_await std::move(task);
}

coax::task<int> started() {
  auto handle = coax::spawn(look(std::string("Ada"))); // expect-finding: dangling-reference-in-detached-task "is started"
  co_return co_await handle.join();
}
