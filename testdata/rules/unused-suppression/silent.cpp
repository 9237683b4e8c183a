#include <unistd.h>

void settle() {
  // coax-ignore(*): all rules
  sleep(1); // expect-suppressed: blocking-sleep
  /* coax-ignore(blocking-sleep): one rule */ sleep(2); // expect-suppressed: blocking-sleep
}

// NOLINT(bugprone-use-after-move): not ours
