// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SystemIncludes.h"
#include "tests/pipeline/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

using Names = std::vector<std::string>;

Names includesOf(const TemporaryFolder &folder, const std::string &code) {
  folder.write("src/a.cpp", code);
  return SystemIncludes().of(
      {folder.path("src/a.cpp"), folder.path(), {"c++", "-Iinclude", "-I", "more", "src/a.cpp"}});
}

TEST(SystemIncludes, AreFoundThroughHeadersOfTheProgram) {
  TemporaryFolder folder;
  folder.write("src/beside.h",
               "#ifndef B\n#define B\n#include <vector>\n#include <string>\n#endif\n");
  folder.write("include/lib/x.h", "#pragma once\n#include <map> // why\n#include \"beside.h\"\n");
  folder.write("more/y.h", "class Y {};\n#include <set>\n");
  EXPECT_EQ(includesOf(folder, "/* c */ #include \"beside.h\"\n#include <lib/x.h>\n"
                               "#include <y.h>\n#  include <string>\n"),
            (Names{"vector", "string", "map", "set"}));
}

TEST(SystemIncludes, UnderAConditionAreNone) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "#ifdef _WIN32\n#if 1\n#include <a>\n#endif\n#include <windows.h>\n"
                               "#else\n#include <unistd.h>\n#endif\n#include <last>\n"),
            (Names{"last"}));
}

TEST(SystemIncludes, OfTextAreNone) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "const char *s = R\"(\n#include <a>\n)\";\n/*\n#include <b>\n*/\n"
                               "#define H <c>\n#include H\n#include \"gone.h\"\n"),
            Names{});
}

TEST(SystemIncludes, OfAMissingFileAreNone) {
  EXPECT_EQ(SystemIncludes().of({"/nowhere/a.cpp", "/", {"c++", "/nowhere/a.cpp"}}), Names{});
}

} // namespace
} // namespace coax::test
