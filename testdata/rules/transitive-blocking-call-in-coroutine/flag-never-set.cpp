// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches on a flag that nobody ever sets, and on flags that somebody sets.
#include "async.h"

#include <unistd.h>

coax::task<> other();

namespace {
struct Environment {
  bool isDefault = true;
  ~Environment() {
    if (!isDefault)
      fsync(3);
  }
};
} // namespace

struct Options { // of a library: others may set it
  bool sync = false;
};

static void apply(const Options &options) {
  if (options.sync)
    fsync(3); // expect-finding: blocking-file-io
}

static void destroy(Environment *environment) { delete environment; }

coax::task<> end(Environment *environment) {
  destroy(environment);
  apply({}); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

static bool verbose;
static int level = 2;
static const char *path = nullptr;

static void log() {
  if (verbose)
    sleep(1);
  if (level > 2)
    sleep(1);
  if (level == 2 && verbose)
    sleep(1);
  if (!path)
    return;
  sleep(1);
}

coax::task<> logs() {
  log();
  co_await other();
}

namespace set {

struct Aggregate {
  bool now = false;
  ~Aggregate() {}
};
struct Assigned {
  bool now = false;
  ~Assigned() {}
};
struct Made {
  bool now = false;
  ~Made() {}
  explicit Made(bool value) : now(value) {}
};
struct HandedOut {
  bool now = false;
  ~HandedOut() {}
};
struct Bound {
  bool now = false;
  ~Bound() {}
};
struct Pointed {
  bool now = false;
  ~Pointed() {}
};

static Aggregate aggregate{true};
static Assigned assigned;
static Made made(true);
static HandedOut handedOut;
static Bound bound;
static Pointed pointed;
static bool byAddress, byReference, byOther, byIncrement;
static volatile bool byHardware;
static bool known = getpid() == 1;

void parse(bool *flag) { *flag = true; }
void parseReference(bool &flag) { flag = true; }

void configure() {
  assigned.now = true;
  parseReference(handedOut.now);
  auto &[now] = bound;
  now = true;
  bool Pointed::*member = &Pointed::now;
  pointed.*member = true;
  parse(&byAddress);
  parseReference(byReference);
  [] { byOther = true; }();
  byIncrement |= true;
}

static void save() {
  if (aggregate.now)
    sleep(1); // expect-finding: blocking-sleep
  if (assigned.now)
    sleep(1); // expect-finding: blocking-sleep
  if (made.now)
    sleep(1); // expect-finding: blocking-sleep
  if (handedOut.now)
    sleep(1); // expect-finding: blocking-sleep
  if (bound.now)
    sleep(1); // expect-finding: blocking-sleep
  if (pointed.now)
    sleep(1); // expect-finding: blocking-sleep
  if (byAddress)
    sleep(1); // expect-finding: blocking-sleep
  if (byReference)
    sleep(1); // expect-finding: blocking-sleep
  if (byOther)
    sleep(1); // expect-finding: blocking-sleep
  if (byIncrement)
    sleep(1); // expect-finding: blocking-sleep
  if (byHardware)
    sleep(1); // expect-finding: blocking-sleep
  if (known)
    sleep(1); // expect-finding: blocking-sleep
}

coax::task<> saves() {
  save(); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace set

namespace bytes {

struct Header {
  int kind = 0;
};

static void handle(int fd) {
  Header header;
  if (read(fd, &header, sizeof header) == sizeof header && header.kind == 3) // expect-finding: blocking-file-io
    sleep(1); // expect-finding: blocking-sleep
}

coax::task<> handles(int fd) {
  handle(fd); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace bytes

namespace jumps {

static bool never;

static void jump(int to) {
  if (to == 1)
    goto out;
  if (to == 2)
    goto inside;
  if (!never)
    return;
  sleep(1);
out:
  sleep(1); // expect-finding: blocking-sleep
  if (never) {
  inside:
    sleep(1); // expect-finding: blocking-sleep
  }
}

coax::task<> jumps(int to) {
  jump(to); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace jumps

extern bool setElsewhere;

static void elsewhere() {
  if (setElsewhere)
    sleep(1); // expect-finding: blocking-sleep
}

bool setByOthers; // this is a library

static void byOthers() {
  if (setByOthers)
    sleep(1); // expect-finding: blocking-sleep
}

coax::task<> others() {
  elsewhere(); // expect-finding: transitive-blocking-call-in-coroutine
  byOthers();  // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

namespace {

class Sink {
public:
  ~Sink() {}
  void put() {
    if (flushes_)
      fsync(3);
  }

private:
  bool flushes_ = false;
};

} // namespace

coax::task<> puts(Sink &sink) {
  sink.put();
  co_await other();
}
