// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards that share a class and differ in what they were made with.
#include "async.h"

#include <functional>
#include <unistd.h>
#include <utility>

class Defer {
public:
  explicit Defer(std::function<void()> last) : last_(std::move(last)) {}
  ~Defer() {
    if (last_)
      last_();
  }

private:
  std::function<void()> last_;
};

template <typename Last> class Finally {
public:
  explicit Finally(Last last) : last_(std::move(last)) {}
  ~Finally() { last_(); }

private:
  Last last_;
};

template <typename Last> Finally<Last> finally(Last last) { return Finally<Last>(std::move(last)); }

coax::task<> other();

void save() {
  Defer flush([] { fsync(3); });          // expect-finding: blocking-file-io
  Finally last([] { fsync(3); });         // expect-finding: blocking-file-io
  auto made = finally([] { fsync(3); });  // expect-finding: blocking-file-io
}

coax::task<> count(int &running) {
  Defer less([&running] { --running; });
  Finally last([&running] { --running; });
  auto made = finally([&running] { --running; });
  co_await other();
}

coax::task<> saves() {
  Defer flush([] { fsync(3); }); // expect-finding: blocking-file-io
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

coax::task<> savesToo() {
  auto made = finally([] { fsync(3); }); // expect-finding: blocking-file-io
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

// What the object was made with is not seen where it ends.
struct Owner {
  Defer last;
};
coax::task<> ends(Owner *owner) {
  delete owner; // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

// A guard that others fill too.
class Late {
public:
  explicit Late(std::function<void()> last) : last_(std::move(last)) {}
  void add(std::function<void()> last) { last_ = std::move(last); }
  ~Late() { last_(); }

private:
  std::function<void()> last_;
};
coax::task<> late() {
  Late guard([] {});
  guard.add([] { fsync(3); }); // expect-finding: blocking-file-io
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

// Guards that run more, or other, than what they were made with.
static Defer onExit(std::function<void()> last) {
  return Defer([last] { // what it wraps is run too
    fsync(3); // expect-finding: blocking-file-io
    last();
  });
}
coax::task<> wrapped(int &running) {
  auto guard = onExit([&running] { --running; });
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

class Both {
public:
  explicit Both(std::function<void()> log)
      : log_(std::move(log)), sync_([] { fsync(4); }) {} // expect-finding: blocking-file-io
  ~Both() {
    sync_();
    log_();
  }

private:
  std::function<void()> log_, sync_;
};
coax::task<> both(int &running) {
  Both guard([&running] { --running; });
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

struct Movable {
  explicit Movable(std::function<void()> last) : last_(std::move(last)) {}
  Movable(Movable &&) = default;
  Movable &operator=(Movable &&) = default;
  ~Movable() {
    if (last_)
      last_();
  }
  std::function<void()> last_;
};
void makes() {
  Movable guard([] { fsync(5); }); // expect-finding: blocking-file-io
}
coax::task<> moved(int &running, Movable &from) {
  Movable guard([&running] { --running; });
  guard = std::move(from);
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine
