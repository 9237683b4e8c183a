// An awaited task ends before what it was given; a copy or a literal does not dangle.
#include "spawn.h"

#include <string>
#include <string_view>

coax::task<int> greet(const std::string &name);
coax::task<int> look(std::string_view text);
coax::task<int> own(std::string name);

coax::task<int> awaited() {
  std::string name = "Ada";
  int n = co_await greet(name) + co_await greet("Bob") + co_await look(std::string("Eve"));
  co_return n + co_await coax::gather(greet(name), greet("Eve"));
}

coax::task<int> joined() {
  std::string name = "Ada";
  auto handle = coax::spawn(greet(name));
  auto task = greet(name);
  co_return co_await handle.join() + co_await std::move(task);
}

void copied() {
  std::string name = "Ada";
  coax::spawn(own(name));
  coax::spawn(look("a literal lives as long as the program"));
}

// What spawn() is given with a function it takes along.
void takenAlong() {
  std::string name = "Ada";
  auto handle = coax::spawn(greet, std::string("Ada"));
  coax::spawn(greet, name).detach();
  coax::spawn(own, std::string("Eve")).detach();
}

coax::task<int> passedOn(const std::string &name) { return greet(name); }

int finished() { return coax::run(greet("Ada")); }
