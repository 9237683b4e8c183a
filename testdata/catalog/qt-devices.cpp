// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading blocks on a file, not on a buffer: the static type of the object tells.
#include <qt-devices-mock.h>

void files(QFile &file, char *data) {
  file.read(data, 9); // expect-site: QIODevice::read file
  file.readAll();     // expect-site: QIODevice::readAll file
  file.readLine();    // expect-site: QIODevice::readLine file
  file.peek(9);       // expect-site: QIODevice::peek file
  file.skip(9);       // expect-site: QIODevice::skip file
  file.getChar(data); // expect-site: QIODevice::getChar file
  file.write(data);   // expect-site: QIODevice::write file maybe
  file.putChar('x');  // expect-site: QIODevice::putChar file maybe
}

void buffers(QBuffer &buffer, char *data) {
  buffer.read(data, 9);
  buffer.write(data);
}

void callables(QTimer *timer, void (*work)()) {
  QObject::connect(timer, &QTimer::timeout, work); // expect-role: QObject::connect runs-on-loop
  QTimer::singleShot(9, work);                     // expect-role: QTimer::singleShot runs-on-loop
  QtConcurrent::run(work);                         // expect-role: QtConcurrent::run offloads
}

void generated(Widget *widget) {
  Widget::qt_static_metacall(widget, 1); // expect-role: *::qt_static_metacall dispatches
}

void otherThreads(QObject *object, void (*work)()) {
  QMetaObject::invokeMethod(object, work, Qt::BlockingQueuedConnection); // expect-site: QMetaObject::invokeMethod wait
  QMetaObject::invokeMethod(object, work, Qt::QueuedConnection); // expect-role: QMetaObject::invokeMethod runs-on-loop
}
