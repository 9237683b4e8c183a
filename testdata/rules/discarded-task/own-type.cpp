// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tasks of the program's own type, also of a specialisation that nothing here uses but this call;
// behind labels too.
#include "own-task.h"

own::task<int> count();
own::task<void> save();

void drops(int what) {
  count(); // expect-finding: discarded-task
  save();  // expect-finding: discarded-task
  switch (what) {
  case 1:
    save(); // expect-finding: discarded-task
    break;
  case 2:
  default:
    count(); // expect-finding: discarded-task
  }
  if (what)
    goto again;
again:
  save(); // expect-finding: discarded-task
  [[maybe_unused]] int other = 0;
}

void dropsKnowingly() {
  (void)save();
  static_cast<void>(count());
  (void)count();
}
