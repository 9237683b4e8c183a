// What its author declares nonblocking must not block.
#include <unistd.h>

void audio(int fd) noexcept [[clang::nonblocking]] {
  sleep(static_cast<unsigned>(fd)); // expect-finding: blocking-call-in-event-handler "in nonblocking function"
}
