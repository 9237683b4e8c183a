// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Asio's executors are loops; those of its thread pools, of the system and of others are none.
#include "asio.h"

#include <unistd.h>

namespace asio = boost::asio;

struct ThreadPerTask {};

static void nap() {
  sleep(1); // expect-finding: blocking-sleep
}

void start(asio::io_context &loop, asio::thread_pool &threads) {
  asio::post(loop, [] { sleep(1); });                  // expect-finding: blocking-call-in-event-handler
  asio::post(loop.get_executor(), [] { sleep(1); });   // expect-finding: blocking-call-in-event-handler
  loop.get_executor().execute([] { sleep(1); });       // expect-finding: blocking-call-in-event-handler
  asio::post(loop, [&loop] { asio::get_associated_executor(nap, loop.get_executor()); });
  asio::post(threads, [] { sleep(1); });               // expect-finding: blocking-sleep
  asio::post(threads.get_executor(), [] { sleep(1); }); // expect-finding: blocking-sleep
  threads.get_executor().execute([] { sleep(1); });    // expect-finding: blocking-sleep
  asio::post([] { sleep(1); });                        // expect-finding: blocking-sleep
  asio::post(ThreadPerTask(), [] { sleep(1); });       // expect-finding: blocking-sleep
}
