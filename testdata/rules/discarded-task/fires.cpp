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

void plain(bool b) {
  if (b)
    count(); // expect-finding: discarded-task
  for (int i = 0; i < 3; ++i)
    save(i); // expect-finding: discarded-task
  auto later = [] { save(3); }; // expect-finding: discarded-task
  later();
}
