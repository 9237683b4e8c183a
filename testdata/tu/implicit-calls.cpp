// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls that the source does not spell: conversions, default arguments, range-for, members.
#include <unistd.h>
int pause(int n) { return sleep(n); } // expect-edge: pause -> sleep [direct]
struct Celsius {
  operator int() const { return 1; }
};
struct Text {
  Text(const char *);
};
void print(const Text &);
void wait(int n = pause(2));
struct Lines {
  struct Cursor {
    bool operator!=(const Cursor &) const;
    Cursor &operator++();
    int operator*() const;
  };
  Cursor begin();
  Cursor end();
};
struct Reader {
  int first = pause(3); // expect-edge: Reader::Reader -> pause [direct, initializer]
  int second;
  Reader() : second(pause(4)) {} // expect-edge: Reader::Reader -> pause [direct, initializer]
};
int g(Lines lines) {
  int n = Celsius(); // expect-edge: g -> Celsius::operator int [implicit]
  print("x");        // expect-edge: g -> print [direct]; g -> Text::Text [implicit]
  wait();            // expect-edge: g -> wait [direct]; g -> pause [direct, initializer]
  for (int line : lines) // expect-edge: g -> Lines::begin [implicit]; g -> Lines::end [implicit]; g -> Lines::Cursor::operator!= [implicit, loop]; g -> Lines::Cursor::operator++ [implicit, loop]; g -> Lines::Cursor::operator* [implicit, loop]
    n += line;
  static int once = pause(5); // expect-edge: g -> pause [direct, static]
  return n + once;
}
int global = pause(6); // expect-edge: (static initialisation) -> pause [direct, static]
