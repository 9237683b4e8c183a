// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Parallel.h"

#include <algorithm>
#include <thread>
#include <vector>

namespace coax {

std::size_t partCount(std::size_t count, std::size_t smallest, std::size_t threads) {
  return std::clamp<std::size_t>(count / std::max<std::size_t>(smallest, 1), 1,
                                 std::max<std::size_t>(threads, 1));
}

void inParts(std::size_t count, std::size_t parts,
             llvm::function_ref<void(std::size_t part, std::size_t begin, std::size_t end)> work) {
  auto begin = [&](std::size_t part) {
    return count / parts * part + std::min(part, count % parts);
  };
  std::vector<std::jthread> threads;
  for (std::size_t part = 1; part < parts; ++part)
    threads.emplace_back([&, part] { work(part, begin(part), begin(part + 1)); });
  work(0, 0, begin(1));
}

} // namespace coax
