#include <unistd.h>

void settle() {
  // coax-ignore(blocking-sleep): the device needs it
  sleep(1); // expect-suppressed: blocking-sleep "the device needs it"
  // coax-ignore(COAX201, blocking-dns): by code
  sleep(2); // expect-suppressed: blocking-sleep "by code"
  // NOLINTNEXTLINE(coax-blocking-sleep)
  sleep(3); // expect-suppressed: blocking-sleep
  sleep(4); // expect-finding: blocking-sleep
  /*
   * coax-ignore(blocking-sleep): in a block
   */
  sleep(5); // expect-suppressed: blocking-sleep "in a block"
  const char *text = "// coax-ignore(blocking-sleep)"; sleep(1'0); // expect-finding: blocking-sleep
  const char *raw = R"x(" /* coax-ignore(blocking-sleep) */)x"; sleep(2); // expect-finding: blocking-sleep
}
