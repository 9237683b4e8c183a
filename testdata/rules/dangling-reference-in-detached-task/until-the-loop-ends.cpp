// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The locals of the function that runs the loop outlive the tasks on it; temporaries do not.
#include "asio.h"

#include <future>
#include <string>

namespace asio = boost::asio;

asio::awaitable<void> greet(const std::string &name);

void serve() {
  asio::io_context loop;
  std::string name = "Ada";
  asio::co_spawn(loop, greet(name), asio::detached);
  asio::co_spawn(loop, greet(std::string("Bob")), asio::detached); // expect-finding: dangling-reference-in-detached-task
  loop.run();
}

void start(asio::io_context &loop) {
  std::string name = "Ada";
  asio::co_spawn(loop, greet(name), asio::detached); // expect-finding: dangling-reference-in-detached-task
}

void late() {
  asio::io_context loop;
  loop.run();
  std::string name = "Ada";
  asio::co_spawn(loop, greet(name), asio::detached); // expect-finding: dangling-reference-in-detached-task
}

// What may wait at the end of the function is no loop.
void other(asio::io_context &loop) {
  std::string name = "Ada";
  std::future<int> answer = std::async(std::launch::async, [] { return 42; });
  asio::co_spawn(loop, greet(name), asio::detached); // expect-finding: dangling-reference-in-detached-task
}
