// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Guards that share a class and differ in what they were given. Not seen yet: fields are one for all
// objects.
#include "async.h"

#include <functional>
#include <unistd.h>

class Defer {
public:
  explicit Defer(std::function<void()> last) : last_(std::move(last)) {}
  ~Defer() { last_(); }

private:
  std::function<void()> last_;
};

coax::task<> other();

void save() {
  Defer flush([] { fsync(3); }); // expect-finding: blocking-file-io
}

coax::task<> count(int &running) {
  Defer less([&running] { --running; });
  co_await other();
} // known-false-alarm: transitive-blocking-call-in-coroutine
