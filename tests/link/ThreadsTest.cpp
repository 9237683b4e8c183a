// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program large enough to be linked in parts.
#include "Builder.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

std::string name(std::size_t number) { return "f" + std::to_string(number); }

/// Calls, virtual calls, stored functions, pointers and blocking sites across units.
std::vector<TuSummary> units() {
  constexpr std::size_t count = 24'000, perUnit = 400;
  std::vector<TuSummary> result;
  for (std::size_t first = 0; first < count; first += perUnit) {
    TuSummary summary = unit("/u" + std::to_string(first) + ".cpp", {});
    for (std::size_t number = first; number < first + perUnit; ++number) {
      unsigned line = static_cast<unsigned>(number - first) * 10 + 1;
      FunctionBuilder built = function(name(number)).at(summary.mainFile, line);
      built.calls(name((number * 7 + 1) % count))
          .calls(name(number % 50 * 100), CallKind::Virtual)
          .passes(name((number * 31) % count), "test::start")
          .callsPointer("void (*)(" + std::to_string(number % 11) + ")");
      if (number % 5 == 0)
        built.calls("block").stores(name((number * 13) % count));
      if (number % 50 == 3)
        built.overrides(name(number % 2500 / 50 * 100));
      if (number % 999 == 0)
        built.main();
      summary.functions.push_back(built.facts);
    }
    result.push_back(std::move(summary));
  }
  return result;
}

TEST(LinkInThreads, GivesWhatOneThreadGives) {
  std::string alone = printProgram(linkProgram(units(), testCatalog()), "/");
  EXPECT_GT(alone.size(), 1'000'000u);
  for (std::size_t threads : {2, 3, 5})
    EXPECT_TRUE(printProgram(linkProgram(units(), testCatalog(), threads), "/") == alone)
        << threads << " threads";
}

} // namespace
} // namespace coax::test
