// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Templates by instantiation; a pattern that nothing instantiates says what it can.
#include <unistd.h>
struct Disk {
  int get() { return sleep(1); } // expect-edge: Disk::get -> sleep [direct]
};
struct Net {
  int get() { return usleep(2); } // expect-edge: Net::get -> usleep [direct]
};
template <typename T> struct Cache {
  T source;
  int load() { return source.get(); } // expect-edge: Cache::load -> Disk::get [direct]; Cache::load -> Net::get [direct]
};
template <typename T> int fetch(T source) {
  return source.get(); // expect-edge: fetch -> Disk::get [direct]
}
template <typename T> int unused(T source) {
  source.get();
  return sleep(3); // expect-edge: unused -> sleep [direct]
}
int f() {
  Cache<Disk> disk;
  Cache<Net> net;
  return disk.load()     // expect-edge: f -> Cache::load [direct]
         + net.load()    // expect-edge: f -> Cache::load [direct]
         + fetch(Disk()); // expect-edge: f -> fetch [direct]
}
template <typename T> struct Pool { // nothing instantiates it: the type of `held` is not known
  Pool() : held(4), pause(sleep(5)) {} // expect-edge: Pool::Pool -> sleep [direct, initializer]
  T held;
  unsigned pause;
};
