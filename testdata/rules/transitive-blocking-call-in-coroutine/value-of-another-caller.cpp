// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a function does for the constants that one caller gives, and for those of another.
#include "async.h"

#include <chrono>
#include <map>
#include <netdb.h>
#include <poll.h>
#include <semaphore>
#include <unistd.h>

coax::task<> other();

enum class Mode { Fast, Safe, Safest };

static void write(int fd, bool sync) {
  if (sync)
    fsync(fd); // expect-finding: blocking-file-io
}

static void write(int fd, Mode mode) {
  switch (mode) {
  case Mode::Fast:
    break;
  case Mode::Safest:
    fdatasync(fd); // expect-finding: blocking-file-io
    [[fallthrough]];
  case Mode::Safe:
    fsync(fd); // expect-finding: blocking-file-io
    break;
  }
}

static void late(int fd, int flags, const char *name = nullptr) {
  if (!(flags & 4) || name == nullptr)
    return;
  fsync(fd); // expect-finding: blocking-file-io
}

static void both(int fd, bool now, bool sync) { now ? write(fd, sync) : void(); }

static void handsOn(int fd, bool sync) { write(fd, sync); }
static void handsOnTwice(int fd, bool sync) {
  for (int i = 0; i < 3; ++i)
    handsOn(fd, sync);
}

coax::task<> fast(int fd) {
  write(fd, false);
  write(fd, Mode::Fast);
  late(fd, 3, "name");
  late(fd, 4);
  both(fd, false, true);
  both(fd, true, false);
  handsOnTwice(fd, false);
  co_await other();
}

coax::task<> safe(int fd, bool sync) {
  write(fd, true);         // expect-finding: transitive-blocking-call-in-coroutine
  write(fd, Mode::Safe);   // expect-finding: transitive-blocking-call-in-coroutine
  write(fd, Mode::Safest); // expect-finding: transitive-blocking-call-in-coroutine
  late(fd, 5, "name");     // expect-finding: transitive-blocking-call-in-coroutine
  both(fd, true, true);    // expect-finding: transitive-blocking-call-in-coroutine
  handsOnTwice(fd, sync);  // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

namespace conditions {

static bool ready(pollfd *fds, int count, int timeout) {
  return poll(fds, static_cast<nfds_t>(count), timeout) > 0; // expect-finding: blocking-socket
}

static addrinfo *resolve(const char *host, const char *port) {
  addrinfo *found = nullptr;
  getaddrinfo(host, port, nullptr, &found); // expect-finding: blocking-dns
  return found;
}

static bool take(std::counting_semaphore<> &slots, std::chrono::milliseconds patience) {
  return slots.try_acquire_for(patience); // expect-finding: blocking-wait
}

coax::task<> asks(pollfd *fds, std::counting_semaphore<> &slots) {
  ready(fds, 1, 0);
  resolve(nullptr, "80");
  take(slots, std::chrono::milliseconds(0));
  co_await other();
}

coax::task<> waits(pollfd *fds, std::counting_semaphore<> &slots) {
  ready(fds, 1, -1);                         // expect-finding: transitive-blocking-call-in-coroutine
  resolve("localhost", "80");                // expect-finding: transitive-blocking-call-in-coroutine
  take(slots, std::chrono::milliseconds(5)); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace conditions

namespace changed {

static void assigned(int count) {
  count += 1;
  if (count)
    sleep(1); // expect-finding: blocking-sleep
}
static void byAddress(int count, void (*change)(int *)) {
  change(&count);
  if (count)
    sleep(1); // expect-finding: blocking-sleep
}
static void captured(int count) {
  auto change = [&] { count = 1; };
  change();
  if (count)
    sleep(1); // expect-finding: blocking-sleep
}
static void loops(int count) {
  do {
    if (count > 0)
      sleep(1); // expect-finding: blocking-sleep
    ++count;
  } while (count < 3);
}
static void unsignedNow(int count) {
  if (static_cast<unsigned>(count) > 5u)
    sleep(1); // expect-finding: blocking-sleep
  if (count > 5u)
    sleep(1); // expect-finding: blocking-sleep
}
static void narrow(long count) {
  if (static_cast<char>(count) == 1)
    sleep(1); // expect-finding: blocking-sleep
}

coax::task<> all() {
  assigned(0);                                 // expect-finding: transitive-blocking-call-in-coroutine
  byAddress(0, [](int *count) { *count = 1; }); // expect-finding: transitive-blocking-call-in-coroutine
  captured(0);                                 // expect-finding: transitive-blocking-call-in-coroutine
  loops(0);                                    // expect-finding: transitive-blocking-call-in-coroutine
  unsignedNow(-1);                             // expect-finding: transitive-blocking-call-in-coroutine
  narrow(257);                                 // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace changed

namespace cases {

static void falls(int what) {
  switch (what) {
  case 1:
    if (getpid() == 1)
      break;
  case 2:
    sleep(1); // expect-finding: blocking-sleep
    break;
  default:
    usleep(1); // expect-finding: blocking-sleep
  case 4:
    usleep(2); // expect-finding: blocking-sleep
  }
}

static void inside(int what, bool also) {
  switch (what)
  case 0:
    if (also) {
    case 1:
      sleep(1); // expect-finding: blocking-sleep
    }
}

coax::task<> one() {
  falls(1); // expect-finding: transitive-blocking-call-in-coroutine
  falls(4); // expect-finding: transitive-blocking-call-in-coroutine
  falls(7); // expect-finding: transitive-blocking-call-in-coroutine
  inside(1, false); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace cases

namespace virtually {

struct Sink {
  virtual ~Sink() = default;
  virtual void put(bool flush) = 0;
};
struct Disk final : Sink {
  void put(bool flush) override {
    if (flush)
      fsync(3); // expect-finding: blocking-file-io
  }
};

coax::task<> puts(Sink &sink) {
  sink.put(false);
  co_await other();
}
coax::task<> flushes(Sink &sink) {
  sink.put(true); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace virtually

namespace escaped {

static void save(bool now) {
  if (now)
    fsync(3); // expect-finding: blocking-file-io
}
void (*hook)(bool) = save;

coax::task<> calls() {
  save(false);
  co_await other();
}

} // namespace escaped

namespace tasks {

static coax::task<> save(bool now) {
  if (now)
    fsync(3);
  co_await other();
}
static coax::task<> load(bool now) {
  if (now)
    fsync(4); // expect-finding: blocking-call-in-coroutine
  co_await other();
}
static coax::task<> passes(bool now) {
  write(3, now); // expect-finding: transitive-blocking-call-in-coroutine
  co_await load(now);
}

coax::task<> run() {
  co_await save(false);
  co_await passes(false);
  co_await passes(true);
}

} // namespace tasks

namespace units {

static bool isReadable(int fd, int seconds) {
  pollfd one{fd, POLLIN, 0};
  return poll(&one, 1, seconds * 1000) > 0; // expect-finding: blocking-socket
}

coax::task<> asks() {
  isReadable(3, 0);
  co_await other();
}
coax::task<> waits() {
  isReadable(3, 2); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}

} // namespace units

namespace scopes {

struct Guard {
  ~Guard() { sleep(1); } // expect-finding: blocking-sleep
};

static void guarded(bool wanted) {
  Guard guard;
  if (!wanted)
    return;
  usleep(1); // expect-finding: blocking-sleep
}

coax::task<> ends() {
  guarded(false); // expect-finding: transitive-blocking-call-in-coroutine
  co_await other();
}
void elsewhere() { guarded(true); }

} // namespace scopes

int main() {
  write(1, true);
  virtually::Disk disk;
  disk.put(true);
}

namespace libraries {

struct Entry {
  Entry(bool flush = true) {
    if (flush)
      fsync(3); // expect-finding: blocking-file-io
  }
};

coax::task<> makes(std::map<int, Entry> &entries) {
  Entry quiet(false);
  entries[3];
  co_await other();
}

} // namespace libraries

// Never made into a class: initialisers of members have no type.
template <typename T> class Box {
public:
  explicit Box(T *value) : value_(value), size_(sizeof(T)) {}
  void set(T *value) { value_ = value; }

private:
  T *value_;
  unsigned long size_ = 0;
};
