// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// C, with a table of functions.
// flags: -x c -std=c11
unsigned sleep(unsigned);
static int open_door(int n) { return (int)sleep(n); } // expect-edge: open_door -> sleep [direct]
struct operations {
  int (*open)(int);
};
static const struct operations door = {.open = open_door}; // expect-use: (static initialisation) stores open_door in operations::open
int use(const struct operations *o) { return o->open(1) + door.open(2); } // expect-edge: use -> operations::open [indirect]; use -> operations::open [indirect]
