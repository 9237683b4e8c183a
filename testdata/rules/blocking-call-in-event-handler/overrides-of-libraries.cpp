// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A library calls what overrides its methods: on its loop, or on a thread of its own.
#include "library-objects.h"

#include <unistd.h>

class Clock : public QObject {
  void timerEvent(QEvent *) override {
    sleep(1); // expect-finding: blocking-call-in-event-handler "'Clock::timerEvent(QEvent *)'"
  }
};

class Watch : public Clock {
  bool event(QEvent *given) override {
    save(); // expect-finding: blocking-call-in-event-handler via Watch::event(QEvent *) -> Watch::save()
    return given != nullptr;
  }
  void save() {
    fsync(3); // expect-finding: blocking-file-io
  }
  virtual void otherEvent(QEvent *) {
    usleep(1); // expect-finding: blocking-sleep
  }
};

class Worker : public QThread {
  void run() override {
    sleep(2); // expect-finding: blocking-sleep
  }
};

class Job : public Poco::Runnable {
public:
  void run() override {
    sleep(3); // expect-finding: blocking-sleep
  }
};
