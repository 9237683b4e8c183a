// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// An owner of the program's own that is told to leave alone what it owns.
#include "async.h"

#include <thread>

template <typename T> class scoped_ptr {
public:
  explicit scoped_ptr(T *owned) : owned_(owned) {}
  ~scoped_ptr() { delete owned_; }
  T *get() { return owned_; }
  T *release() {
    T *owned = owned_;
    owned_ = nullptr;
    return owned;
  }

private:
  T *owned_;
};

struct scheduler {
  std::thread thread;
  ~scheduler() { thread.join(); } // expect-finding: blocking-wait
};
void add(scheduler *added);
coax::task<> later();

scheduler &registered() {
  scoped_ptr<scheduler> made(new scheduler);
  add(made.get());
  return *made.release();
}

bool tried(bool wanted) {
  scoped_ptr<scheduler> made(new scheduler);
  if (wanted)
    add(made.release());
  return wanted;
}

coax::task<> registers() {
  registered();
  co_await later();
}

coax::task<> tries(bool wanted) {
  tried(wanted); // expect-finding: transitive-blocking-call-in-coroutine
  co_await later();
}
