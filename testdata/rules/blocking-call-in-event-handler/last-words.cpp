// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is printed before the program ends holds no loop up; and what only prints is no reason where
// there is a better one.
#include <cstdlib>
#include <iostream>
#include <unistd.h>

extern "C" {
typedef struct uv_timer_s uv_timer_t;
typedef void (*uv_timer_cb)(uv_timer_t *);
int uv_timer_start(uv_timer_t *, uv_timer_cb, unsigned long, unsigned long);
}

struct storage {
  virtual ~storage() = default;
  virtual void save() = 0;
};
struct on_disk : storage {
  void save() override { fsync(3); } // expect-finding: blocking-file-io
};
struct on_tape : storage {
  void save() override { fsync(4); } // expect-finding: blocking-file-io
};

static storage *used;

static storage &instance() {
  if (!used) {
    std::cerr << "there is no storage\n"; // expect-finding: blocking-console
    abort();
  }
  return *used;
}

static storage &talking() {
  std::cerr << "storage\n"; // expect-finding: blocking-console
  return *used;
}

static void onlyEnds(uv_timer_t *) { instance(); }

static void endsItself(uv_timer_t *timer) {
  if (!timer) {
    std::cerr << "there is no timer\n"; // expect-finding: blocking-console
    std::exit(1);
  }
}

static void saveNow() { talking().save(); }

static void saves(uv_timer_t *) {
  saveNow(); // expect-finding: blocking-call-in-event-handler "it leads to 'fsync'"
}

static void prints(uv_timer_t *) {
  talking(); // expect-finding: blocking-call-in-event-handler "it leads to 'std::operator<<'"
}

static void longBeforeItsEnd(uv_timer_t *) {
  for (int i = 0; i < 1000; ++i)
    std::cout << i; // expect-finding: blocking-call-in-event-handler
  std::exit(0);
}

static void waits(uv_timer_t *) {
  fsync(3); // expect-finding: blocking-call-in-event-handler
  std::exit(0);
}

void start(uv_timer_t *timer) {
  uv_timer_start(timer, onlyEnds, 10, 10);
  uv_timer_start(timer, endsItself, 10, 10);
  uv_timer_start(timer, saves, 10, 10);
  uv_timer_start(timer, prints, 10, 10);
  uv_timer_start(timer, longBeforeItsEnd, 10, 10);
  uv_timer_start(timer, waits, 10, 10);
}
