// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A class of the program that takes any callable, as std::function does, hands it on.
#include "asio.h"

#include <unistd.h>

namespace own {
class function {
public:
  template <typename F> function(F &&callable) : callable_(new F(callable)) {}
  void operator()() {}

private:
  void *callable_;
};
} // namespace own

namespace boost::asio {
void dispatch(io_context &loop, own::function work);
}

void start(boost::asio::io_context &loop) {
  boost::asio::dispatch(loop, [] { usleep(3); }); // expect-finding: blocking-call-in-event-handler
}
