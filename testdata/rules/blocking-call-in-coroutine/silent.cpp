// Asynchronous counterparts, non-blocking flags, unevaluated operands, calls that are only
// prepared: nothing blocks here.
#include "async.h"

#include <sys/socket.h>
#include <unistd.h>

namespace runtime {
coax::task<int> recv(int fd, void *buffer, int size, int flags);
coax::task<> sleep(unsigned seconds);
} // namespace runtime

coax::task<int> echo(int fd) {
  char buffer[64];
  co_await runtime::sleep(1);
  int n = co_await runtime::recv(fd, buffer, 64, 0);
  recv(fd, buffer, sizeof buffer, MSG_DONTWAIT);
  using Result = decltype(::sleep(1));
  auto prepared = [] { return ::sleep(1); }; // expect-finding: blocking-sleep
  (void)prepared;
  co_return n + static_cast<int>(sizeof(Result));
}
