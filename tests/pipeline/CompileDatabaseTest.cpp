// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "TemporaryFolder.h"

#include "tool/pipeline/CompileDatabase.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

using Arguments = std::vector<std::string>;

Arguments clean(Arguments arguments) {
  return cleanUnit({"/src/a.cpp", "/src", std::move(arguments)}).arguments;
}

TEST(CleanUnit, DropsOutputsAndDependencyFiles) {
  EXPECT_EQ(clean({"g++", "-Iinc", "-MD", "-MT", "a.o", "-MF", "a.d", "-o", "a.o", "-c", "a.cpp"}),
            (Arguments{"g++", "-I", "inc", "a.cpp"}));
}

TEST(CleanUnit, DropsEverythingThatLoadsCode) {
  EXPECT_EQ(clean({"clang++",
                   "-fplugin=evil.so",
                   "-fplugin-arg-evil-x=1",
                   "-fpass-plugin=evil.so",
                   "-Xclang",
                   "-load",
                   "-Xclang",
                   "evil.so",
                   "-Xclang",
                   "-add-plugin",
                   "-Xclang",
                   "evil",
                   "-Xclang",
                   "-plugin-arg-evil",
                   "-Xclang",
                   "x",
                   "-mllvm",
                   "-evil",
                   "-DA=1",
                   "a.cpp"}),
            (Arguments{"clang++", "-D", "A=1", "a.cpp"}));
}

TEST(CleanUnit, DropsOptionsThatClangDoesNotKnow) {
  EXPECT_EQ(clean({"g++", "-fno-such-option", "-fanalyzer-verbosity=2", "-std=c++17", "a.cpp"}),
            (Arguments{"g++", "-std=c++17", "a.cpp"}));
}

TEST(CleanUnit, DropsLaunchersAndPrecompiledHeaders) {
  EXPECT_EQ(clean({"/usr/bin/ccache", "g++", "-Xclang", "-include-pch", "-Xclang", "x.pch",
                   "-include", "x.h", "a.cpp"}),
            (Arguments{"g++", "-include", "x.h", "a.cpp"}));
}

llvm::Expected<CompileDatabase> load(const TemporaryFolder &folder) {
  return loadCompileDatabase(folder.path(), {});
}

TEST(CompileDatabase, ReadsSortsAndMergesEntries) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", R"([
    {"directory": "/s", "file": "b.cpp", "command": "c++ -o 1.o -c b.cpp"},
    {"directory": "/s", "file": "b.cpp", "command": "c++ -o 2.o -c b.cpp"},
    {"directory": "/s", "file": "b.cpp", "command": "c++ -DX -c b.cpp"},
    {"directory": "/s", "file": "x/../a.c", "arguments": ["cc", "-c", "a.c"]},
    {"directory": "/s", "file": "boot.S", "command": "cc -c boot.S"}])");
  auto database = load(folder);
  ASSERT_TRUE(static_cast<bool>(database));
  ASSERT_EQ(database->units.size(), 3u);
  EXPECT_EQ(database->units[0].file, "/s/a.c");
  EXPECT_EQ(database->units[1].file, "/s/b.cpp");
  EXPECT_EQ(database->units[2].file, "/s/b.cpp");
}

using Targets = std::vector<std::string>;

TEST(CompileDatabase, KnowsTheTargetsOfObjectFiles) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", R"([
    {"directory": "/b", "file": "/s/a.cpp", "command": "c++ -o CMakeFiles/one.dir/a.cpp.o -c /s/a.cpp"},
    {"directory": "/b", "file": "/s/a.cpp", "command": "c++ -o x/CMakeFiles/two.dir/a.cpp.o -c /s/a.cpp"},
    {"directory": "/b", "file": "/s/b.cpp", "command": "c++ -c /s/b.cpp", "output": "src/three.p/b.cpp.o"},
    {"directory": "/b", "file": "/s/c.cpp", "command": "c++ -o c.o -c /s/c.cpp"},
    {"directory": "/b", "file": "/s/d.cpp", "command": "c++ -o CMakeFiles/one.dir/d.cpp.o -c /s/d.cpp"},
    {"directory": "/b", "file": "/s/d.cpp", "command": "c++ -o d.o -c /s/d.cpp"}])");
  auto database = load(folder);
  ASSERT_TRUE(static_cast<bool>(database));
  ASSERT_EQ(database->units.size(), 4u);
  EXPECT_EQ(database->units[0].targets,
            (Targets{"/b/CMakeFiles/one.dir", "/b/x/CMakeFiles/two.dir"}));
  EXPECT_EQ(database->units[1].targets, Targets{"/b/src/three.p"});
  EXPECT_EQ(database->units[2].targets, Targets{});
  EXPECT_EQ(database->units[3].targets, Targets{});
}

std::string messageOf(llvm::Expected<CompileDatabase> database) {
  return database ? "no error" : llvm::toString(database.takeError());
}

TEST(CompileDatabase, SaysWhereItIsMissingAndHowToMakeIt) {
  TemporaryFolder folder;
  std::string message = messageOf(load(folder));
  EXPECT_NE(message.find(folder.path("compile_commands.json")), message.npos) << message;
  EXPECT_NE(message.find("-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"), message.npos) << message;
  message = messageOf(loadCompileDatabase({}, folder.path()));
  EXPECT_NE(message.find(folder.path()), message.npos) << message;
}

TEST(CompileDatabase, SaysWhatIsWrongWithIt) {
  TemporaryFolder folder;
  folder.write("compile_commands.json", "[{\"directory\": ");
  std::string message = messageOf(load(folder));
  EXPECT_NE(message.find(folder.path("compile_commands.json")), message.npos) << message;
}

TEST(CompileDatabase, IsFoundAboveAndInTheBuildFolder) {
  TemporaryFolder folder;
  folder.write("build/compile_commands.json", "[]");
  folder.write("src/deep/a.cpp", "");
  auto database = loadCompileDatabase({}, folder.path("src/deep"));
  ASSERT_TRUE(static_cast<bool>(database));
  EXPECT_EQ(database->path, folder.path("build/compile_commands.json"));
}

TEST(CompileDatabase, PathsSelectFilesAndFolders) {
  std::vector<CompileUnit> units = {
      {"/s/a.cpp", "/s", {}}, {"/s/sub/b.cpp", "/s", {}}, {"/s/subway.cpp", "/s", {}}};
  EXPECT_EQ(unitsWithin(units, {}).size(), 3u);
  ASSERT_EQ(unitsWithin(units, {"/s/sub"}).size(), 1u);
  EXPECT_EQ(unitsWithin(units, {"/s/sub", "/s/a.cpp"}).size(), 2u);
  EXPECT_EQ(unitsWithin(units, {"/elsewhere"}).size(), 0u);
}

} // namespace
} // namespace coax::test
