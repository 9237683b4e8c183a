// The same callback on a thread of its own is inventory.
#include <thread>
#include <unistd.h>

static void onTimer() {
  sleep(1); // expect-finding: blocking-sleep
}

void start() { std::thread(onTimer).detach(); }
