// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SystemIncludes.h"
#include "tests/pipeline/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

using Names = std::vector<std::string>;

Names includesOf(const TemporaryFolder &folder, const std::string &code,
                 const std::string &predefined = "") {
  folder.write("src/a.cpp", code);
  return SystemIncludes().of(
      {folder.path("src/a.cpp"), folder.path(), {"c++", "-Iinclude", "-I", "more", "src/a.cpp"}},
      predefined);
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

TEST(SystemIncludes, FollowTheBranchThatIsKnown) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "#ifdef _WIN32\n#if 1\n#include <a>\n#endif\n#include <windows.h>\n"
                               "#elif 0\n#include <b>\n#else\n#include <unistd.h>\n#endif\n"
                               "#include <last>\n"),
            (Names{"unistd.h", "last"}));
}

TEST(SystemIncludes, AreNoneWhereASystemHeaderDecides) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "#ifndef PATH_MAX\n#include <a>\n#else\n#include <b>\n#endif\n"
                               "#if __GLIBC__ > 2\n#include <c>\n#elif 1\n#include <d>\n#endif\n"),
            Names{});
}

TEST(SystemIncludes, KnowWhatTheCommandAndHeadersOfTheProgramDefine) {
  TemporaryFolder folder;
  folder.write("include/config.h", "#define HAVE_A 1\n#define HAVE_B 0\n#undef HAVE_C\n");
  EXPECT_EQ(includesOf(folder,
                       "#if __has_include(\"config.h\")\n#include \"config.h\"\n#endif\n"
                       "#if HAVE_A\n#include <a>\n#endif\n#if HAVE_B\n#include <b>\n#endif\n"
                       "#ifdef HAVE_C\n#include <c>\n#endif\n"
                       "#if defined(POSIX) || defined(OTHER)\n#include <d>\n#endif\n",
                       "#define POSIX 1\n"),
            (Names{"a", "d"}));
}

TEST(SystemIncludes, ForgetAMacroThatMayHaveBeenChanged) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "#define A 1\n#ifdef PATH_MAX\n#undef A\n#endif\n"
                               "#if A\n#include <a>\n#endif\n"),
            Names{});
}

TEST(SystemIncludes, OfFilesThatTheCommandIncludesCount) {
  TemporaryFolder folder;
  folder.write("config.h", "#define HAVE_A 1\n#include <first>\n");
  EXPECT_EQ(includesOf(folder, "#if HAVE_A\n#include <a>\n#endif\n", "#include \"config.h\"\n"),
            (Names{"first", "a"}));
}

TEST(SystemIncludes, OfTextAreNone) {
  TemporaryFolder folder;
  EXPECT_EQ(includesOf(folder, "const char *s = R\"(\n#include <a>\n)\";\n/*\n#include <b>\n*/\n"
                               "#define H <c>\n#include H\n#include \"gone.h\"\n"),
            Names{});
}

TEST(SystemIncludes, OfAMissingFileAreNone) {
  EXPECT_EQ(SystemIncludes().of({"/nowhere/a.cpp", "/", {"c++", "/nowhere/a.cpp"}}, ""), Names{});
}

} // namespace
} // namespace coax::test
