// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A lambda is a function of its own; calling it is a direct call, passing it on is an argument.
#include <functional>
#include <thread>
#include <unistd.h>
void apply(std::function<void()> task) {
  task(); // expect-edge: apply -> #0 [indirect]
}
template <typename F> void twice(F task) {
  task(); // expect-edge: twice -> f::(lambda) [direct]
}
void f(std::function<void()> done) {
  auto local = [] { sleep(1); }; // expect-edge: f::(lambda) -> sleep [direct]
  local();        // expect-edge: f -> f::(lambda) [direct]
  apply(local);   // expect-edge: f -> apply(f::(lambda)) [direct]
  apply([done] { // expect-edge: f -> apply(f::(lambda)) [direct]; expect-use: f stores #0 in f::done
    done(); // expect-edge: f::(lambda) -> f::done [indirect]
  });
  twice([] { usleep(2); }); // expect-edge: f -> twice(f::(lambda)) [direct]; expect-edge: f::(lambda) -> usleep [direct]
  std::thread worker([&] { local(); }); // expect-edge: f -> std::thread::thread(f::(lambda)) [direct]; expect-edge: f::(lambda) -> f::(lambda) [direct]
  worker.join(); // expect-edge: f -> std::thread::join [direct]
  [](int n) { sleep(n); }(3); // expect-edge: f -> f::(lambda) [direct]; expect-edge: f::(lambda) -> sleep [direct]
  auto generic = [](auto n) { usleep(n); }; // expect-edge: f::(lambda) -> usleep [direct]
  generic(4);                               // expect-edge: f -> f::(lambda) [direct]
} // expect-edge: f -> std::thread::~thread [implicit]
