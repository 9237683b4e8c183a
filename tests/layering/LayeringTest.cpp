// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tree keeps to the table in docs/architecture.md; and the check is shown to catch a tree that
// does not.
#include "tests/edits/TemporaryDirectory.h"
#include "tests/layering/Layers.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace coax::layering {

using Lines = std::vector<std::string>;

static const char *const page = "# Page\n"
                                "| folder | holds | may include |\n"
                                "|---|---|---|\n"
                                "| `analyzers/base/` | x | – |\n"
                                "| `analyzers/model/` | x | base |\n"
                                "| `analyzers/tu/` | x | model, clang |\n"
                                "| `rewriters/edits/` | x | tu |\n"
                                "| `runtime/` | x | – |\n"
                                "| `tool/report/` | x | model |\n"
                                "| `tool/` | x | everything |\n"
                                "\n| other | table | here |\n";

/// What is wrong with a tree of one file.
static Lines checkOne(const std::string &name, const std::string &content) {
  TemporaryDirectory tree;
  tree.write(name, content);
  return violations(parseLayers(page), tree.root());
}

TEST(Layering, TheTreeKeepsToTheTable) {
  std::ifstream in(COAX_SOURCE_DIR "/docs/architecture.md");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const std::string &violation : violations(parseLayers(text), COAX_SOURCE_DIR))
    ADD_FAILURE() << violation;
}

TEST(Layering, ReadsTheTableAndClosesOverIt) {
  Layers layers = parseLayers(page);
  EXPECT_EQ(layers.size(), 7u);
  EXPECT_EQ(layers.at("analyzers/base"), std::set<std::string>{"analyzers/base"});
  EXPECT_EQ(layers.at("rewriters/edits"),
            (std::set<std::string>{"analyzers/base", "analyzers/model", "analyzers/tu",
                                   "rewriters/edits"}))
      << "clang is not handed on";
}

TEST(Layering, RefusesAPageWithoutTheTableOrWithAnUnknownFolder) {
  EXPECT_THROW(parseLayers("# nothing\n"), std::runtime_error);
  EXPECT_THROW(parseLayers("| folder | holds | may include |\n| `a/b/` | x | nowhere |\n"),
               std::runtime_error);
}

TEST(Layering, AllowsWhatTheTableAllows) {
  EXPECT_EQ(checkOne("analyzers/tu/A.cpp", "#include \"analyzers/base/Log.h\"\n"
                                           "#include \"analyzers/tu/A.h\"\n"
                                           "#include <clang/AST/Decl.h>\n#include <vector>\n"),
            Lines{});
  EXPECT_EQ(checkOne("tool/commands/Fix.cpp", "#include \"rewriters/edits/Write.h\"\n"), Lines{});
}

TEST(Layering, CatchesAnIncludeUpwards) {
  EXPECT_EQ(checkOne("analyzers/base/A.h", "  # include \"analyzers/model/Edit.h\" // no\n"),
            Lines{"analyzers/base/A.h: includes analyzers/model/Edit.h, but analyzers/base may not "
                  "reach analyzers/model"});
}

TEST(Layering, CatchesClangWhereItMayNotStand) {
  EXPECT_EQ(checkOne("rewriters/edits/A.cpp", "#include <clang/AST/Decl.h>\n").size(), 1u);
  EXPECT_EQ(checkOne("rewriters/edits/A.cpp", "#include \"clang-c/Index.h\"\n").size(), 1u);
}

TEST(Layering, CatchesTheToolInTheRuntime) {
  EXPECT_EQ(checkOne("runtime/src/a.cpp", "#include \"analyzers/base/Log.h\"\n").size(), 1u);
  EXPECT_EQ(checkOne("runtime/src/a.cpp", "#include <llvm/ADT/StringRef.h>\n").size(), 1u);
  EXPECT_EQ(checkOne("runtime/src/a.cpp", "#include <coax/task.hpp>\n"), Lines{});
}

TEST(Layering, CatchesTheRuntimeInTheTool) {
  EXPECT_EQ(checkOne("tool/main.cpp", "#include <coax/task.hpp>\n").size(), 1u);
}

TEST(Layering, TheLongestRowCounts) {
  EXPECT_EQ(checkOne("tool/report/A.cpp", "#include \"analyzers/tu/A.h\"\n").size(), 1u);
}

TEST(Layering, CatchesALinkInCMake) {
  EXPECT_EQ(checkOne("analyzers/model/CMakeLists.txt",
                     "coax_library(coax_model SOURCES a.cpp LINKS coax_base) # coax_tu\n"),
            Lines{});
  EXPECT_EQ(
      checkOne("analyzers/model/CMakeLists.txt",
               "coax_library(coax_model SOURCES a.cpp\n  LINKS coax_tu)\n"),
      Lines{"analyzers/model/CMakeLists.txt: links coax_tu, but analyzers/model may not reach "
            "analyzers/tu"});
  EXPECT_EQ(checkOne("analyzers/model/CMakeLists.txt", "coax_library(coax_model CLANG)\n").size(),
            1u);
}

TEST(Layering, CatchesAFolderThatIsNotInTheTable) {
  EXPECT_EQ(checkOne("analyzers/utils/A.cpp", ""),
            Lines{"analyzers/utils/A.cpp: its folder is not in the table"});
}

} // namespace coax::layering
