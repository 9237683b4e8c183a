// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Slots that nothing names but what moc generates.
#include <unistd.h>

class QObject {
public:
  virtual ~QObject();
};

class window : public QObject {
public:
  void save();
  void reload();
  static void qt_static_metacall(QObject *object, int call, int id, void **arguments);
};

void window::save() {
  fsync(3); // expect-finding: blocking-call-in-event-handler
}

static void write() { fsync(4); } // expect-finding: blocking-file-io

void window::reload() {
  write(); // expect-finding: blocking-call-in-event-handler
}

void window::qt_static_metacall(QObject *object, int, int id, void **) {
  auto *self = static_cast<window *>(object);
  switch (id) {
  case 0:
    self->reload();
    break;
  case 1:
    self->save();
    break;
  }
}
