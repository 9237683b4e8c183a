// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SystemIncludes.h"
#include "tests/pipeline/TemporaryFolder.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

using Names = std::vector<std::string>;

SystemHeaders headersOf(const TemporaryFolder &folder, const std::string &code,
                        const std::string &predefined = "") {
  folder.write("src/a.cpp", code);
  return SystemIncludes().of(
      {folder.path("src/a.cpp"), folder.path(), {"c++", "-Iinclude", "-I", "more", "src/a.cpp"}},
      predefined);
}

Names includesOf(const TemporaryFolder &folder, const std::string &code,
                 const std::string &predefined = "") {
  return headersOf(folder, code, predefined).names;
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
  EXPECT_EQ(SystemIncludes().of({"/nowhere/a.cpp", "/", {"c++", "/nowhere/a.cpp"}}, "").names,
            Names{});
}

struct Opening {
  std::string lines, undo, features;

  explicit Opening(const SystemHeaders &headers) {
    for (const OpeningMacro &macro : headers.opening) {
      lines += macro.line;
      undo += macro.undo;
      features += macro.isFeature ? macro.line : "";
    }
  }
};

TEST(OpeningMacros, AreThoseBeforeTheFirstHeader) {
  TemporaryFolder folder;
  folder.write("include/config.h", "#ifndef _CONFIG_H\n#define _CONFIG_H\n#ifdef __APPLE__\n"
                                   "#define __DARWIN_C_SOURCE\n#else\n#define _XOPEN_SOURCE 700\n"
                                   "#endif\n#ifndef _GNU_SOURCE\n#  define _GNU_SOURCE // all\n"
                                   "#endif\n#define LOAD_CONF\n#endif\n");
  Opening opening(headersOf(folder, "#include \"config.h\"\n#include <stdio.h>\n"
                                    "#define _POSIX_SOURCE\n#include <unistd.h>\n"));
  EXPECT_EQ(opening.lines, "#define LOAD_CONF\n#define _GNU_SOURCE\n#define _XOPEN_SOURCE 700\n");
  EXPECT_EQ(opening.features, "#define _GNU_SOURCE\n#define _XOPEN_SOURCE 700\n");
  EXPECT_EQ(opening.undo, "#undef LOAD_CONF\n#undef _GNU_SOURCE\n#undef _XOPEN_SOURCE\n");
}

TEST(OpeningMacros, ComeBackAsTheyWereBeforeTheUnit) {
  TemporaryFolder folder;
  Opening opening(headersOf(folder, "#undef NDEBUG\n#define _GNU_SOURCE 1\n#include <assert.h>\n",
                            "#define _GNU_SOURCE 1\n#define NDEBUG 1\n"));
  EXPECT_EQ(opening.lines, "#undef NDEBUG\n");
  EXPECT_EQ(opening.undo, "#undef NDEBUG\n#define NDEBUG 1\n");
}

TEST(OpeningMacros, AreNotGuessedWhereAConditionIsNotKnown) {
  TemporaryFolder folder;
  Opening opening(headersOf(folder, "#if SOMEWHERE_ELSE\n#define _GNU_SOURCE\n#endif\n"
                                    "#include <stdio.h>\n"));
  EXPECT_EQ(opening.lines, "");
}

} // namespace
} // namespace coax::test
