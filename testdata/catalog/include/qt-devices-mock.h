// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Qt's devices and event loop: what derives from what, and who takes callables.
#pragma once

class QIODevice {
public:
  virtual ~QIODevice();
  int read(char *data, long size);
  int readAll();
  int readLine();
  int peek(long size);
  int skip(long size);
  bool getChar(char *c);
  int write(const char *data);
  bool putChar(char c);
};
class QFileDevice : public QIODevice {};
class QFile : public QFileDevice {};
class QBuffer : public QIODevice {};

class QObject {
public:
  template <typename Signal, typename Slot>
  static int connect(const QObject *sender, Signal signal, Slot slot);
};
class QTimer : public QObject {
public:
  void timeout();
  template <typename Slot> static void singleShot(int milliseconds, Slot slot);
};
struct Widget : QObject {
  static void qt_static_metacall(QObject *object, int index);
};
namespace Qt {
enum ConnectionType { AutoConnection, QueuedConnection, BlockingQueuedConnection };
}
struct QMetaObject {
  template <typename... A> static bool invokeMethod(QObject *object, A &&...);
};
namespace QtConcurrent {
template <typename Function> int run(Function function);
}
