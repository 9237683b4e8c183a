#include "async.h"

coax::task<> save(int);
coax::task<int> count();

struct journal {
  coax::task<> flush();
};

coax::task<> work(journal &j) {
  save(1);         // expect-finding: discarded-task "the task that 'save' returns is discarded"
  j.flush();       // expect-finding: discarded-task "'journal::flush'"
  co_await save(2);
}

// A task of a kind of its own.
struct sleep_task : coax::task<> {};
sleep_task sleep_for(int);

void plain(bool b) {
  sleep_for(1); // expect-finding: discarded-task "'sleep_for'"
  if (b)
    count(); // expect-finding: discarded-task
  for (int i = 0; i < 3; ++i)
    save(i); // expect-finding: discarded-task
  auto later = [] { save(3); }; // expect-finding: discarded-task
  later();
}
