// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is awaited names no variable, but says what it is about.
#include "async.h"

#include <string>

enum class table { users, orders };
coax::task<int> load(int id);
coax::task<std::string> fetch(std::string url);
coax::task<int> count(table of, int most = 10);
coax::task<int> next();
int number();

coax::task<int> numbers() {
  auto first = co_await load(1);
  auto second = co_await load(2); // expect-finding: independent-awaits-in-sequence "reads '1' and writes 'first', this reads '2' and writes 'second'"
  co_return first + second;
}

coax::task<std::string> strings() {
  using namespace std::string_literals;
  auto first = co_await fetch("http://a");
  auto second = co_await fetch("http://b"s); // expect-finding: independent-awaits-in-sequence
  co_return first + second;
}

coax::task<int> enumerators() {
  int users = co_await count(table::users);
  int orders = co_await count(table::orders); // expect-finding: independent-awaits-in-sequence
  co_return users + orders;
}

coax::task<int> oneByOne() { // nothing says that they are not parts of one
  int first = co_await next();
  int second = co_await next();
  co_return first + second;
}

coax::task<int> sameAgain() { // the same call twice: for what happens in between
  int before = co_await load(1);
  int after = co_await load(1);
  co_return after - before;
}

coax::task<int> called() { // what number() gives may depend on the order
  int first = co_await load(number());
  int second = co_await load(number());
  co_return first + second;
}

coax::task<std::string> begun(std::string id) { // a constant and a variable have nothing to compare
  auto first = co_await fetch("BEGIN");
  auto second = co_await fetch("SELECT " + id);
  co_return first + second;
}

coax::task<int> needed() {
  int first = co_await load(1);
  int second = co_await load(first);
  co_return first + second;
}

struct connection {
  coax::task<int> command(const char *text);
  coax::task<int> login() {
    int user = co_await command("USER");
    int password = co_await command("PASS");
    co_return user + password;
  }
};
