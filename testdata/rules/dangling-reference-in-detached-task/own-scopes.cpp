// Scopes of the program, which start what they are given.
#include "async.h"

#include <string>

coax::task<> view(const std::string &text);

class Scope {
public:
  void spawn(coax::task<> task);
  void add(coax::task<> task);
  coax::task<> join();
};
Scope &everywhere();

void startInto(Scope &scope) {
  std::string text = "x";
  scope.spawn(view(text)); // expect-finding: dangling-reference-in-detached-task
  scope.add(view(text)); // expect-finding: dangling-reference-in-detached-task
  everywhere().add(view(std::string("y"))); // expect-finding: dangling-reference-in-detached-task
}

coax::task<> startAndJoin(Scope &scope) {
  std::string text = "x";
  scope.spawn(view(text));
  co_await scope.join();
}

void startIntoLocal() {
  std::string text = "x";
  Scope scope;
  scope.spawn(view(text));
}
