// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stream of unknown kind may be a file's; one of a streambuf that only has memory waits for
// nothing.
#include "asio.h"

#include <ostream>
#include <streambuf>

namespace asio = boost::asio;

struct MemoryBuffer : std::streambuf {};

void start(asio::io_context &loop, std::ostream &log) {
  asio::post(loop, [&log] { log << 1; }); // expect-finding: blocking-call-in-event-handler
  asio::post(loop, [] {
    MemoryBuffer buffer;
    std::ostream out(&buffer);
    out << 1;
  });
}
