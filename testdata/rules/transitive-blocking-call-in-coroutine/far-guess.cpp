// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A guess does not carry over a dozen calls, each with its own condition; what is sure does.
#include "async.h"

#include <unistd.h>

static void rest() {
  sleep(1); // expect-finding: blocking-sleep
}

static void step7(int n) { ++n % 7 ? rest() : void(); }
static void step6(int n) { ++n % 6 ? step7(n) : void(); }
static void step5(int n) { ++n % 5 ? step6(n) : void(); }
static void step4(int n) { ++n % 4 ? step5(n) : void(); }
static void step3(int n) { ++n % 3 ? step4(n) : void(); }
static void step2(int n) { ++n % 2 ? step3(n) : void(); }

struct Sender {
  virtual void send(int) {}
  virtual void rest() {}
};
struct Local : Sender {
  void send(int n) override { step2(n); }
  void rest() override { ::rest(); }
};

coax::task<> deliver(Sender &sender) {
  sender.send(1);
  sender.rest(); // expect-finding: transitive-blocking-call-in-coroutine
  step2(1);      // expect-finding: transitive-blocking-call-in-coroutine
  co_return;
}
