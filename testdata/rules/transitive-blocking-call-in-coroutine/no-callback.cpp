// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A callback that no caller gives is not another function of its type.
#include "async.h"

#include <functional>
#include <unistd.h>

using Handler = void (*)(int);
Handler handlers[1];

static void save(int) {
  fsync(3); // expect-finding: blocking-file-io
}

static void install() { handlers[0] = save; }

static void closeAll(int first, std::function<void(int)> closed = nullptr) {
  if (close(first) == 0 && closed)
    closed(first);
}

static void tell(Handler closed) {
  if (closed)
    closed(1);
}

coax::task<> other();

coax::task<> leave() {
  install();
  closeAll(1);
  closeAll(2, nullptr);
  tell(nullptr);
  co_await other();
}
