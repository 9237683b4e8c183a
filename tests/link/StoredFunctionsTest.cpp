// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/link/Builder.h"

#include <gtest/gtest.h>

namespace coax {
namespace {

const std::string block = "block"; // the catalog knows it
const FunctionBuilder library = function(block).declared();

TEST(StoredFunctions, AFieldIsCalledThatHoldsABlockingFunction) {
  Program program = link(
      {library, function("setup").stores(block, "S::run"), function("use").callsMember("S::run")});
  ASSERT_EQ(program.sites.size(), 1u);
  EXPECT_EQ(program.sites[0].entry, "block");
  EXPECT_EQ(program.sites[0].function, indexOf(program, "use"));
  EXPECT_EQ(program.sites[0].certainty, Certainty::Maybe);
  EXPECT_TRUE(program.functions[indexOf(program, "use")].waiting.mayBlock);
}

TEST(StoredFunctions, AParameterIsCalledThatIsABlockingFunction) {
  Program program =
      link({library, function("run").callsParameter(0), function("use").passes(block, "run")});
  ASSERT_EQ(program.sites.size(), 1u);
  EXPECT_EQ(program.sites[0].function, indexOf(program, "run"));
}

TEST(StoredFunctions, ALibraryRunsABlockingFunction) {
  Program program = link({library, function("use").passes(block, "std::for_each")});
  ASSERT_EQ(program.sites.size(), 1u);
  EXPECT_EQ(program.sites[0].entry, "block");
  EXPECT_EQ(program.sites[0].counterpart, "");
}

TEST(StoredFunctions, AThreadThatABlockingFunctionRunsOnDoesNotBlockItsStarter) {
  EXPECT_TRUE(link({library, function("use").passes(block, "test::start")}).sites.empty());
}

TEST(StoredFunctions, OtherFieldsAndFunctionsOfTheProgramAreNoSites) {
  EXPECT_TRUE(link({library, function("setup").stores(block, "S::run"),
                    function("use").callsMember("S::go")})
                  .sites.empty());
  EXPECT_TRUE(link({function(block), function("setup").stores(block, "S::run"),
                    function("use").callsMember("S::run")})
                  .sites.empty());
}

} // namespace
} // namespace coax
