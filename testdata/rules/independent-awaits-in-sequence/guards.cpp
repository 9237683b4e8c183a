// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What is held while the second one waits, and what both reach through a pointer.
#include "async.h"

#include <memory>
#include <string>

struct guard {
  void unlock();
};
struct mutex {
  coax::task<guard> lock();
};
struct semaphore {
  coax::task<int> acquire();
};
struct socket;

coax::task<std::string> fetch(std::string url);
coax::task<int> write(std::shared_ptr<socket> to, std::string text);
coax::task<int> writeTo(const std::shared_ptr<socket> &to, std::string text);

coax::task<std::string> locked(mutex &m, std::string url) {
  auto held = co_await m.lock();
  auto page = co_await fetch(url);
  co_return page;
}

coax::task<std::string> unlocked(mutex &m, std::string url) {
  auto held = co_await m.lock();
  auto page = co_await fetch(url);
  held.unlock();
  co_return page;
}

coax::task<std::string> limited(semaphore &s, std::string url) {
  auto permit = co_await s.acquire();
  auto page = co_await fetch(url);
  co_return page + std::to_string(permit);
}

coax::task<int> inOrder(std::shared_ptr<socket> to) {
  auto user = co_await write(to, "USER");
  auto password = co_await write(to, "PASS");
  co_return user + password;
}

coax::task<int> inOrderToo(const std::shared_ptr<socket> &to) {
  auto user = co_await writeTo(to, "USER");
  auto password = co_await writeTo(to, "PASS");
  co_return user + password;
}

coax::task<std::string> together(std::string a, std::string b) {
  auto first = co_await fetch(a);
  auto second = co_await fetch(b); // expect-finding: independent-awaits-in-sequence
  co_return first + second;
}

coax::task<> awaitedForWhatItDoes(std::string id) {
  auto begun = co_await fetch("BEGIN");
  auto row = co_await fetch("SELECT " + id);
}
