// Guards that are made later, and closures that give a lock back.
#include "async.h"

#include <mutex>
#include <optional>

coax::task<int> pop();
std::mutex m;

coax::task<int> filled() {
  std::optional<std::lock_guard<std::mutex>> guard;
  co_await pop();
  guard.emplace(m); // expect-finding: blocking-call-in-coroutine
  co_await pop(); // expect-finding: lock-held-across-await
  guard.reset();
  co_return co_await pop();
}

coax::task<int> releasedByClosure() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  auto release = [&] { lock.unlock(); };
  release();
  co_return co_await pop();
}

coax::task<int> closureThatIsNotCalled() {
  std::unique_lock lock(m); // expect-finding: blocking-call-in-coroutine
  auto release = [&] { lock.unlock(); };
  int value = co_await pop(); // expect-finding: lock-held-across-await
  release();
  co_return value;
}

class Holder {
public:
  explicit Holder(std::mutex &of) : of_(of) { of_.lock(); }
  ~Holder() { of_.unlock(); }

private:
  std::mutex &of_;
};

coax::task<int> byOwnGuard() {
  Holder holder(m);
  co_return co_await pop(); // expect-finding: lock-held-across-await
}
