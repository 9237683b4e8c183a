// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Handlers of an object that is given to a thread run there: that is what the thread is for.
#include <unistd.h>

class QThread;
class QObject {
public:
  virtual ~QObject();
  template <typename Sender, typename Signal, typename Receiver, typename Slot>
  static void connect(Sender *sender, Signal signal, Receiver *receiver, Slot slot);
  void moveToThread(QThread *thread);
  QThread *thread() const;
  virtual void timerEvent(int);
};
class QThread : public QObject {
public:
  void started();
};
class QTimer : public QObject {
public:
  void timeout();
};

class indexer : public QObject {
public:
  indexer(QTimer *timer, QThread *own) {
    connect(timer, &QTimer::timeout, this, [this] { sleep(1); }); // expect-finding: blocking-sleep
    moveToThread(own);
  }
  void index() { sleep(1); }                  // expect-finding: blocking-sleep
  void timerEvent(int) override { sleep(1); } // expect-finding: blocking-sleep
};

class cleaner : public QObject {
public:
  void clean() { sleep(1); } // expect-finding: blocking-sleep
};

class window : public QObject {
public:
  void paint() { sleep(1); } // expect-finding: blocking-call-in-event-handler
  void back(QObject *main) { moveToThread(main->thread()); }
};

void start(QTimer *timer, QThread *thread, window *shown) {
  QObject::connect(timer, &QTimer::timeout, new indexer(timer, thread), &indexer::index);
  auto *owned = new cleaner;
  owned->moveToThread(thread);
  QObject::connect(thread, &QThread::started, owned, &cleaner::clean);
  QObject::connect(timer, &QTimer::timeout, shown, &window::paint);
}
