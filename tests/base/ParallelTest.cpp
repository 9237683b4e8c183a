// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Parallel.h"
#include "analyzers/base/Text.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace coax::test {
namespace {

TEST(Parallel, MakesAsManyPartsAsAreWorthIt) {
  EXPECT_EQ(partCount(0, 10, 4), 1u);
  EXPECT_EQ(partCount(19, 10, 4), 1u);
  EXPECT_EQ(partCount(20, 10, 4), 2u);
  EXPECT_EQ(partCount(1000, 10, 4), 4u);
  EXPECT_EQ(partCount(1000, 0, 0), 1u);
}

TEST(Parallel, CallsForEveryIndexOnceInThreadsOfTheirOwn) {
  for (std::size_t count : {0, 1, 2, 7, 100}) {
    std::vector<int> calls(count);
    std::vector<std::thread::id> threads(3);
    inParts(count, 3, [&](std::size_t part, std::size_t begin, std::size_t end) {
      threads[part] = std::this_thread::get_id();
      for (std::size_t index = begin; index < end; ++index)
        ++calls[index];
    });
    EXPECT_EQ(calls, std::vector<int>(count, 1));
    EXPECT_EQ(threads[0], std::this_thread::get_id());
    EXPECT_NE(threads[1], threads[0]);
    EXPECT_NE(threads[2], threads[0]);
  }
}

TEST(Parallel, TextsOfSeveralThreadsAreTheSame) {
  constexpr std::size_t count = 20'000;
  std::vector<std::vector<Text>> texts(4);
  inParts(4, 4, [&](std::size_t part, std::size_t, std::size_t) {
    for (std::size_t number = 0; number < count; ++number)
      texts[part].push_back("parallel " + std::to_string(number));
  });
  for (std::size_t part = 1; part < 4; ++part)
    EXPECT_EQ(texts[part], texts[0]);
  EXPECT_EQ(texts[0][7], "parallel 7");
}

} // namespace
} // namespace coax::test
