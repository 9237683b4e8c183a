#include <unistd.h>

void settle(int n) {
  /* coax-ignore(blocking-sleep): it slept once */ n += 1; // expect-finding: unused-suppression "no finding of blocking-sleep on line 4"
  /* coax-ignore(blocking-dns): wrong rule */ sleep(1); // expect-finding: unused-suppression; expect-finding: blocking-sleep
}
