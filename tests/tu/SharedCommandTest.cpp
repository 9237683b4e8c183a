// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/tu/SharedCommand.h"

#include <gtest/gtest.h>

namespace coax::test {
namespace {

using Arguments = std::vector<std::string>;

CompileUnit unit(const std::string &name, Arguments options) {
  options.insert(options.begin(), "c++");
  options.push_back(name);
  return {"/p/" + name, "/p", std::move(options)};
}

/// The keys of two commands that differ in their options.
std::pair<std::string, std::string> keys(const Arguments &first, const Arguments &second) {
  auto commands = sharedCommands({unit("a.cpp", first), unit("b.cpp", second)});
  return {commands[0].key, commands[1].key};
}

bool share(const Arguments &first, const Arguments &second) {
  auto [one, other] = keys(first, second);
  return !one.empty() && one == other;
}

TEST(SharedCommand, IsTheSameWhereOnlyTheFileDiffers) {
  EXPECT_TRUE(share({"-DA", "-O2"}, {"-DA", "-O2"}));
  EXPECT_FALSE(share({"-DA", "-O2"}, {"-DA", "-O1"}));
  EXPECT_FALSE(share({"-std=c++17"}, {"-std=c++20"}));
  auto commands = sharedCommands({unit("a.cpp", {}), unit("b.c", {})});
  EXPECT_NE(commands[0].key, commands[1].key) << "another language";
}

TEST(SharedCommand, DoesNotCareForDiagnostics) {
  EXPECT_TRUE(share({"-Wall", "-w"}, {"-Wno-register", "-fdiagnostics-color"}));
  EXPECT_FALSE(share({"-Wp,-DA"}, {"-Wall"}));
}

TEST(SharedCommand, NeedsAFile) {
  CompileUnit elsewhere = unit("a.cpp", {});
  elsewhere.file = "/elsewhere.cpp";
  EXPECT_EQ(sharedCommands({elsewhere})[0].key, "");
}

TEST(SharedCommand, LeavesOutWhatFewUnitsSay) {
  std::vector<CompileUnit> units = {unit("a.cpp", {"-DALL", "-Iall"}),
                                    unit("b.cpp", {"-DALL", "-Iall"}),
                                    unit("c.cpp", {"-DALL", "-DX=1", "-Iall", "-I", "y", "-UZ"})};
  auto commands = sharedCommands(units);
  EXPECT_EQ(commands[0].key, commands[2].key);
  EXPECT_TRUE(commands[0].own.empty());
  EXPECT_EQ(commands[2].own, (std::vector<std::size_t>{2, 4, 5, 6}));
  EXPECT_EQ(ownMacros(units[2], commands[2].own), "#define X 1\n#undef Z\n");
  EXPECT_EQ(includeFolders(units[2]), (Arguments{"all", "y"}));
  EXPECT_EQ(withoutOwn(units[2], commands[2].own).arguments,
            (Arguments{"c++", "-DALL", "-Iall", "c.cpp"}));
}

TEST(SharedCommand, LetsThoseShareThatLackWhatMostSay) {
  std::vector<CompileUnit> units;
  for (const char *name : {"a.cpp", "b.cpp", "c.cpp"})
    units.push_back(unit(name, {"-DMOST"}));
  for (const char *name : {"d.cpp", "e.cpp"})
    units.push_back(unit(name, {"-DFEW"}));
  auto commands = sharedCommands(units);
  EXPECT_EQ(commands[0].key, commands[2].key);
  EXPECT_NE(commands[0].key, commands[3].key);
  EXPECT_EQ(commands[3].key, commands[4].key);
  EXPECT_TRUE(commands[3].own.empty());
}

/// They may define what headers ask for, and would fit no shared parse then.
TEST(SharedCommand, LetsManyWithTheSameMacrosShareAmongThemselves) {
  std::vector<CompileUnit> units;
  for (int number = 0; number < 60; ++number) {
    std::string name = std::to_string(number) + ".cpp";
    units.push_back(unit(name, number < 40   ? Arguments{}
                               : number < 59 ? Arguments{"-DTEST"}
                                             : Arguments{"-DONLY"}));
  }
  auto commands = sharedCommands(units);
  EXPECT_NE(commands[0].key, commands[40].key);
  EXPECT_EQ(commands[40].key, commands[58].key);
  EXPECT_TRUE(commands[40].own.empty());
  EXPECT_EQ(commands[0].key, commands[59].key);
}

TEST(SharedCommand, KeepsWhatSystemHeadersAskFor) {
  EXPECT_FALSE(share({"-DNDEBUG"}, {}));
  EXPECT_FALSE(share({"-D_FILE_OFFSET_BITS=64"}, {}));
  EXPECT_FALSE(share({}, {"-D_GNU_SOURCE=1"}));
}

TEST(SharedCommand, KeepsTheOrderWhereItMatters) {
  EXPECT_FALSE(share({"-Ia", "-Ib"}, {"-Ib", "-Ia"}));
  EXPECT_FALSE(share({"-include", "x.h", "-DA"}, {"-include", "x.h"}));
  EXPECT_FALSE(share({"-Xclang", "-DA"}, {"-Xclang"}));
}

/// What is a unit's own comes after what is shared: "-DA=2 -DA=1" would become "-DA=1 -DA=2".
TEST(SharedCommand, DoesNotTakeADefinitionPastAnotherOfTheSameName) {
  std::vector<CompileUnit> units = {unit("a.cpp", {"-DA=1"}), unit("b.cpp", {"-DA=1"}),
                                    unit("c.cpp", {"-DA=2", "-DA=1"})};
  auto commands = sharedCommands(units);
  EXPECT_EQ(commands[0].key, commands[1].key);
  EXPECT_NE(commands[0].key, commands[2].key);
}

TEST(SharedCommand, WritesMacrosAsTheCompilerDoes) {
  CompileUnit own = unit("a.cpp", {"-DA", "-DB=", "-DC=x=y", "-DD(a)=a+1"});
  EXPECT_EQ(ownMacros(own, {1, 2, 3, 4}),
            "#define A 1\n#define B \n#define C x=y\n#define D(a) a+1\n");
}

} // namespace
} // namespace coax::test
