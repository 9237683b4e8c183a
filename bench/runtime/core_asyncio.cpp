// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rows on asyncio: each run is a python3 of its own, which takes its time itself, so that the
// start of the interpreter is not in it. See core_asyncio.py.
#include "core.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace core {

namespace {

struct close_pipe {
  void operator()(std::FILE *pipe) const { ::pclose(pipe); }
};

sample ask(const char *row) {
  const std::string command = std::string("exec python3 '" CORE_ASYNCIO_SCRIPT "' ") + row;
  const std::unique_ptr<std::FILE, close_pipe> answer(::popen(command.c_str(), "r"));
  long operations = 0, nanoseconds = 0;
  if (!answer || std::fscanf(answer.get(), "%ld %ld", &operations, &nanoseconds) != 2) {
    std::fprintf(stderr, "core_bench: no times from: %s\n", command.c_str());
    std::exit(1);
  }
  return {operations, std::chrono::nanoseconds(nanoseconds)};
}

sample await_child() { return ask("await_child"); }
sample await_chain() { return ask("await_chain"); }
sample yield_ring() { return ask("yield_ring"); }
sample spawn_join() { return ask("spawn_join"); }
sample spawn_join_many() { return ask("spawn_join_many"); }
sample gather() { return ask("gather"); }
sample timer_cancelled() { return ask("timer_cancelled"); }
sample mutex_ping_pong() { return ask("mutex_ping_pong"); }
sample queue() { return ask("queue"); }
sample exception() { return ask("exception"); }
sample cancel_sleepers() { return ask("cancel_sleepers"); }

bool there_is_python() { return std::system("python3 -c 'import asyncio' 2>/dev/null") == 0; }

} // namespace

library asyncio_library() {
  if (!there_is_python())
    return {"asyncio", "no python3"};
  return {"asyncio",  nullptr,         0.1,    await_child,     await_chain,     yield_ring,
          spawn_join, spawn_join_many, gather, timer_cancelled, mutex_ping_pong, queue,
          exception,  cancel_sleepers};
}

} // namespace core
