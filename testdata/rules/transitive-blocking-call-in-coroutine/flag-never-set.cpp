// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A branch that nothing ever takes. Not seen yet: values are not followed.
#include "async.h"

#include <unistd.h>

struct Environment {
  bool isDefault = true;
  ~Environment() {
    if (!isDefault)
      fsync(3); // expect-finding: blocking-file-io
  }
};

static void destroy(Environment *environment) { delete environment; }

coax::task<> end(Environment *environment) {
  destroy(environment); // known-false-alarm: transitive-blocking-call-in-coroutine
  co_return;
}
