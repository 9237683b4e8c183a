// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Detached by a member, made with a default argument, and started where the locals outlive it.
#include "asio.h"
#include "own-task.h"

#include <string>
#include <thread>

own::task<void> handle(const std::string &text);
own::task<void> greet(const std::string &name = "Bob");

void detaches() {
  std::string local;
  handle(local).detach(); // expect-finding: dangling-reference-in-detached-task
}

void keeps() {
  auto later = greet(); // expect-finding: dangling-reference-in-detached-task
  later.detach();
}

namespace asio = boost::asio;
asio::awaitable<void> serve(const std::string &name);

void runsInAThread() {
  asio::io_context loop;
  std::string name = "Ada";
  asio::co_spawn(loop, serve(name), asio::detached);
  std::thread runner([&] { loop.run(); });
  runner.join(); // expect-finding: blocking-wait
}
