// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TemporaryFolder.h"

#include "analyzers/model/SummaryBinary.h"
#include "analyzers/tu/Summarize.h"
#include "tool/pipeline/WarmParser.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

struct Units {
  TemporaryFolder folder;
  std::vector<CompileUnit> units;
  std::vector<HeaderUse> uses;

  void add(const std::string &name, const std::string &code, const Headers &headers,
           const std::string &flag = "-DA") {
    folder.write(name, code);
    units.push_back({folder.path(name), folder.path(), {"c++", flag, name}});
    uses.push_back({flag, headers});
  }

  void expectSame(WarmParser &warm, std::size_t unit) const {
    auto bytes = warm.summarize(unit);
    ASSERT_TRUE(bytes.has_value()) << units[unit].file;
    EXPECT_EQ(*bytes, toBytes(summarize(units[unit]))) << units[unit].file;
  }
};

constexpr const char *sleepy = "#include <string>\n#include <unistd.h>\n"
                               "unsigned f(std::string s) { return sleep(s.size()); }\n";

TEST(WarmParser, GivesTheSummariesOfUnitsParsedAlone) {
  Units units;
  units.add("a.cpp", sleepy, {"string", "unistd.h"});
  units.add("b.cpp", sleepy, {"string", "unistd.h"});
  units.add("c.cpp",
            "#include <vector>\n#include <string>\n"
            "std::vector<std::string> v; int g() { v.emplace_back(\"x\"); return 1; }\n",
            {"string", "vector"});
  units.add("d.cpp", "#include <vector>\n#include <string>\nstd::vector<int> w(3);\n",
            {"string", "vector"});
  units.add("e.cpp", sleepy, {"string", "unistd.h"}, "-DB");
  units.add("f.cpp", sleepy, {"string", "unistd.h"}, "-DB");
  WarmParser warm(units.units, units.uses, 1);
  for (std::size_t unit : warm.order())
    units.expectSame(warm, unit);
  units.expectSame(warm, 0); // any order will do
}

TEST(WarmParser, TakesWhatOnlyOneUnitIsToldAfterTheHeaders) {
  Units units;
  units.folder.write("more/greeting.h", "#define GREETING \"hello\"\n");
  units.add("a.cpp", sleepy, {"string", "unistd.h"});
  units.add("b.cpp",
            "#include <string>\n#include \"greeting.h\"\n#include <unistd.h>\n"
            "unsigned g(std::string s = GREETING) { return TWICE(sleep(s.size())); }\n",
            {"string", "unistd.h"});
  units.units[1].arguments.insert(units.units[1].arguments.end(),
                                  {"-Imore", "-DTWICE(x)=((x)+(x))"});
  units.uses[1].own = {3, 4};
  WarmParser warm(units.units, units.uses, 1);
  for (std::size_t unit : warm.order())
    units.expectSame(warm, unit);
}

TEST(WarmParser, LeavesOutWhatDoesNotFitAndGoesOn) {
  Units units;
  units.add("a.cpp", "#include <string>\nint f() { return nothing; }\n", {"string"});
  units.add("b.cpp", "#define NDEBUG\n#include <cassert>\n#include <string>\nint g();\n",
            {"string", "cassert"});
  units.add("c.cpp", "#include <string>\n#include <cassert>\nvoid h(int i) { assert(i); }\n",
            {"string", "cassert"});
  WarmParser warm(units.units, units.uses, 1);
  EXPECT_FALSE(warm.summarize(0).has_value());
  EXPECT_FALSE(warm.summarize(1).has_value());
  units.expectSame(warm, 2);
}

TEST(WarmParser, GivesUpWhereTheHeadersCannotBeRead) {
  Units units;
  units.add("a.cpp", "int f();\n", {"no/such/header"});
  units.add("b.cpp", "int f();\n", {"no/such/header"});
  units.add("c.cpp", sleepy, {"string"}, "-DB");
  units.add("d.cpp", sleepy, {"string"}, "-DB");
  WarmParser warm(units.units, units.uses, 1);
  EXPECT_FALSE(warm.summarize(0).has_value());
  EXPECT_FALSE(warm.summarize(1).has_value());
  units.expectSame(warm, 2);
}

} // namespace
} // namespace coax::test
