// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Classes of libraries whose virtual methods a program overrides.
#pragma once
#pragma GCC system_header

struct QEvent {};
class QObject {
public:
  virtual ~QObject();
  virtual bool event(QEvent *event);

protected:
  virtual void timerEvent(QEvent *event);
};
class QThread : public QObject {
public:
  void start();

protected:
  virtual void run();
};
namespace Poco {
class Runnable {
public:
  virtual ~Runnable();
  virtual void run() = 0;
};
} // namespace Poco
