// Which objects end in the coroutine, and which somebody else owns by then.
#include "async.h"

#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <unistd.h>
#include <variant>
#include <vector>

coax::task<> other();

struct Worker {
  int fd = 0;
  ~Worker() { ::fsync(fd); } // expect-finding: blocking-file-io
};
std::vector<std::unique_ptr<Worker>> workers;

coax::task<> handedOver() {
  co_await other();
  workers.push_back(std::make_unique<Worker>());
  workers.emplace_back(std::make_unique<Worker>());
}

coax::task<std::unique_ptr<Worker>> returned() {
  auto worker = std::make_unique<Worker>();
  co_await other();
  co_return worker;
}

coax::task<> onTheHeap() {
  auto *pool = new std::vector<Worker>(4);
  (void)pool;
  co_await other();
}

coax::task<> inOptional() {
  std::optional<Worker> worker;
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

coax::task<> inTuple() {
  std::tuple<int, Worker> worker;
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

coax::task<> inArray() {
  std::array<Worker, 2> pair;
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine

struct Session {
  std::variant<int, Worker> state;
};
coax::task<> inMember() {
  Session session;
  co_await other();
} // expect-finding: transitive-blocking-call-in-coroutine
