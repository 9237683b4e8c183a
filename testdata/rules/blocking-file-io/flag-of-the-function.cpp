// A flag for debugging that its function never sets, and one that it does.
#include <unistd.h>

int work(int n);

int quiet(int count) {
  int debug = 0;
  bool verbose = debug != 0;
  int last = 0;
  for (int i = 0; i < count; ++i) {
    if (debug)
      fsync(3);
    if (!debug)
      last = work(i);
    else
      fsync(4);
    if (verbose && last == 3)
      fsync(5);
  }
  return last;
}

int asked(int count) {
  int debug = 0;
  for (int i = 0; i < count; ++i) {
    if (debug)
      fsync(3); // expect-finding: blocking-file-io
    if (work(i) < 0)
      debug = 1;
  }
  return debug;
}

void byPointer(void (*configure)(int *)) {
  int debug = 0;
  configure(&debug);
  if (debug)
    fsync(3); // expect-finding: blocking-file-io
}

int afterwards() {
  int tries = 0;
  if (tries == 0)
    fsync(3); // expect-finding: blocking-file-io
  ++tries;
  if (tries > 1)
    fsync(4); // expect-finding: blocking-file-io
  return tries;
}
