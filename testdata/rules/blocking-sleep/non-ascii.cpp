#include <unistd.h>

void größe() {
  const char *grüße = "schöne Grüße"; sleep(1); // expect-finding: blocking-sleep
  (void)grüße;
}
