// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls through pointers name the variable, field or parameter that holds the function.
#include <map>
int one(int);
int two(int);
struct Table {
  int (*run)(int);
  int (*stop)(int);
};
static const Table tables[] = {{one, two}}; // expect-use: (static initialisation) stores one in Table::run; (static initialisation) stores two in Table::stop
int (*current)(int) = &one; // expect-use: (static initialisation) stores one in current
void choose(bool first) {
  current = first ? one : two; // expect-use: choose stores (choice)@function-pointers.cpp:13:19 in current; choose stores one in (choice)@function-pointers.cpp:13:19; choose stores two in (choice)@function-pointers.cpp:13:19; choose stores one in ?; choose stores two in ?
}
int call(int (*function)(int), const Table *table) {
  return function(1)         // expect-edge: call -> #0 [indirect]
         + (*current)(2)     // expect-edge: call -> current [indirect]
         + table->run(3)     // expect-edge: call -> Table::run [indirect]
         + tables[0].stop(4); // expect-edge: call -> Table::stop [indirect]
}
int start() { return call(two, tables); } // expect-edge: start -> call(two) [direct]
struct Machine {
  int (Machine::*step)();
  int work();
  int run() { return (this->*step)(); } // expect-edge: Machine::run -> Machine::step [indirect]
};
void prepare(Machine &machine) { machine.step = &Machine::work; } // expect-use: prepare stores Machine::work in Machine::step
int dispatch(int number) {
  std::map<int, int (*)(int)> table = {{1, one}, {2, two}}; // expect-use: dispatch stores one in dispatch::table; dispatch stores two in dispatch::table
  return table.at(number)(3); // expect-edge: dispatch -> dispatch::table [indirect]
}
