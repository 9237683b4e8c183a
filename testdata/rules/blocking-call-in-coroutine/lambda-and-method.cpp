#include "async.h"

#include <unistd.h>

struct Server {
  coax::task<> run() {
    usleep(10); // expect-finding: blocking-call-in-coroutine "Server::run()"
    co_return;
  }
};

void start() {
  auto body = []() -> coax::task<> {
    sleep(2); // expect-finding: blocking-call-in-coroutine
    co_return;
  };
  (void)body();
}
