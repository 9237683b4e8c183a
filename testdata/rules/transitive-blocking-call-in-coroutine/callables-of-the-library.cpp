// What the standard library calls of what it is given, and what it only keeps, moves or compares.
#include "async.h"

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <unistd.h>
#include <vector>

coax::task<> other();

struct Server {
  std::function<void()> onClose;
};
void setup(Server &server) {
  server.onClose = [] { ::sleep(1); }; // expect-finding: blocking-sleep
}
coax::task<bool> compared(Server &server) {
  co_await other();
  co_return server.onClose != nullptr;
}

std::map<std::string, std::function<int(int)>> commands = {
    {"sync", [](int fd) { return ::fsync(fd); }}}; // expect-finding: blocking-file-io
coax::task<bool> lookedUp(std::string name) {
  co_await other();
  co_return commands.find(name) != commands.end();
}

std::vector<std::function<void()>> hooks{[] { ::sleep(1); }}; // expect-finding: blocking-sleep
coax::task<bool> iterated() {
  co_await other();
  auto second = std::next(hooks.begin());
  auto empty = std::find_if(hooks.begin(), hooks.end(), [](auto &hook) { return !hook; });
  co_return second == hooks.end() || std::distance(hooks.begin(), empty) > 2;
}

void syncOne(int fd) { ::fsync(fd); } // expect-finding: blocking-file-io
coax::task<> algorithms(std::vector<int> fds) {
  co_await other();
  std::for_each(fds.begin(), fds.end(), syncOne); // expect-finding: transitive-blocking-call-in-coroutine
  std::ranges::for_each(fds, syncOne); // expect-finding: transitive-blocking-call-in-coroutine
  std::ranges::for_each(fds, [](int fd) { ::fsync(fd); }); // expect-finding: blocking-file-io; expect-finding: transitive-blocking-call-in-coroutine
  std::ranges::for_each_n(fds.begin(), 2, syncOne); // expect-finding: transitive-blocking-call-in-coroutine
  std::ranges::sort(fds, {}, [](int fd) { return ::fsync(fd); }); // expect-finding: blocking-file-io; expect-finding: transitive-blocking-call-in-coroutine
  std::invoke(syncOne, 1); // expect-finding: transitive-blocking-call-in-coroutine
}

std::once_flag once;
void load() { ::sleep(5); } // expect-finding: blocking-sleep
coax::task<> initialised() {
  co_await other();
  std::call_once(once, load); // expect-finding: transitive-blocking-call-in-coroutine; expect-finding: blocking-call-in-coroutine
}
