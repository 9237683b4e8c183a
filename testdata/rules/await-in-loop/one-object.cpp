// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Iterations that share an object through a smart pointer that is copied.
#include "async.h"

#include <memory>
#include <string>
#include <vector>

struct socket;

coax::task<int> write(std::shared_ptr<socket> to, std::string text);

coax::task<void> all(std::shared_ptr<socket> to, std::vector<std::string> lines) {
  for (const auto &line : lines)
    co_await write(to, line);
}
