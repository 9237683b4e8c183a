// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts that marks do not show, on sources in memory.
#include "analyzers/tu/Summarize.h"
#include "analyzers/base/Files.h"
#include "analyzers/model/SummaryBinary.h"
#include "analyzers/model/SummaryJson.h"

#include <gtest/gtest.h>
#include <llvm/Support/VirtualFileSystem.h>

namespace coax::test {
namespace {

using Sources = std::vector<std::pair<std::string, std::string>>;

/// The first source is the main file; all stand in /src, "system/…" holds system headers.
TuSummary summaryOf(const Sources &sources, std::vector<std::string> flags = {}) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[name, text] : sources)
    memory->addFile("/src/" + name, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::vfs::createPhysicalFileSystem());
  files->pushOverlay(memory);
  CompileUnit unit{
      "/src/" + sources[0].first, "/", {"c++", "-std=c++20", "-isystem", "src/system"}};
  unit.arguments.insert(unit.arguments.end(), flags.begin(), flags.end());
  unit.arguments.push_back("src/" + sources[0].first);
  return summarize(unit, files);
}

TuSummary summaryOf(const std::string &code) { return summaryOf({{"a.cpp", code}}); }

const FunctionFacts &function(const TuSummary &summary, const std::string &name) {
  static const FunctionFacts none;
  for (const FunctionFacts &facts : summary.functions)
    if (facts.name == name)
      return facts;
  ADD_FAILURE() << "no function " << name;
  return none;
}

TEST(Summarize, DescribesSignatures) {
  TuSummary summary =
      summaryOf("namespace n { struct S {"
                "  bool f(const char *, unsigned long &) const noexcept { return 1; }"
                "  static auto g() { return 1; }"
                "  operator bool() { return true; } }; }"
                "extern \"C\" int h(int, ...) { return 0; }");
  const FunctionFacts &f = function(summary, "n::S::f");
  EXPECT_EQ(f.signature, "n::S::f(const char *, unsigned long &) const");
  EXPECT_EQ(f.returnType, "bool");
  EXPECT_EQ(f.parameters, (std::vector<Text>{"const char *", "unsigned long &"}));
  EXPECT_EQ(f.record, "n::S");
  EXPECT_TRUE(f.hasBody && f.isNoexcept && !f.isStatic && !f.variadic);
  EXPECT_TRUE(function(summary, "n::S::g").isStatic);
  EXPECT_TRUE(function(summary, "n::S::g").deducedReturn);
  EXPECT_TRUE(function(summary, "n::S::operator bool").operatorOrConversion);
  EXPECT_TRUE(function(summary, "h").variadic && function(summary, "h").externC);
}

TEST(Summarize, PlacesAreExactToTheByte) {
  TuSummary summary = summaryOf("int g(int);\n"
                                "int f() {\n"
                                "  /* ä */ return g(\n"
                                "      1);\n"
                                "}\n");
  const CallSite &call = function(summary, "f").calls.at(0);
  EXPECT_EQ(call.range.begin, (Location{"/src/a.cpp", 3, 19}));
  EXPECT_EQ(std::pair(call.range.endLine, call.range.endColumn), std::pair(4u, 9u));
  EXPECT_EQ(call.nameLocation.column, 19u);
  EXPECT_EQ(call.parenLocation.column, 20u);
  EXPECT_EQ(function(summary, "f").extent.endLine, 5u);
}

TEST(Summarize, ArgumentsHaveValuesTypesAndText) {
  TuSummary summary = summaryOf("enum class Mode { fast = 7 };\n"
                                "void g(int, Mode, const char *, int = 9);\n"
                                "void f(int n) { g(1 << 4 | 2, Mode::fast, nullptr); }\n");
  const auto &arguments = function(summary, "f").calls.at(0).arguments;
  ASSERT_EQ(arguments.size(), 4u);
  EXPECT_EQ(arguments[0].integer, 18);
  EXPECT_EQ(arguments[0].text, "1 << 4 | 2");
  EXPECT_EQ(arguments[1].integer, 7);
  EXPECT_EQ(arguments[1].type, "Mode");
  EXPECT_EQ(arguments[2].integer, 0);
  EXPECT_EQ(arguments[3].integer, 9);
}

TEST(Summarize, TellsDiscardedFromUsedValues) {
  TuSummary summary =
      summaryOf("int g();\nint f() { g(); (void)g(); if (g()) g(); return g(); }\n");
  std::vector<bool> discarded;
  for (const CallSite &call : function(summary, "f").calls)
    discarded.push_back(call.discarded);
  EXPECT_EQ(discarded, (std::vector<bool>{true, true, false, true, false}));
}

TEST(Summarize, OverridesReachThroughSystemHeaders) {
  TuSummary summary =
      summaryOf({{"a.cpp", "#include <base.h>\n"
                           "struct Mine : Middle { void f() override {} };\n"
                           "struct Own { virtual void g(); };\n"
                           "struct Other : Own { void g() override {} };\n"},
                 {"system/base.h", "struct Base { virtual void f(); };\n"
                                   "struct Middle : Base { void f() override; };\n"}});
  const FunctionFacts &f = function(summary, "Mine::f");
  EXPECT_TRUE(f.overridesSystem);
  EXPECT_EQ(f.overrides.size(), 2u); // Middle::f and Base::f
  EXPECT_FALSE(function(summary, "Other::g").overridesSystem);
  EXPECT_FALSE(function(summary, "Own::g").hasBody);
  EXPECT_EQ(function(summary, "Other::g").overrides.at(0), function(summary, "Own::g").id);
}

TEST(Summarize, LeavesOutWhatStandsInSystemHeaders) {
  TuSummary summary =
      summaryOf({{"a.cpp", "#include <lib.h>\nvoid f() { lib(); }\n"},
                 {"system/lib.h", "inline void deep() {}\ninline void lib() { deep(); }\n"}});
  ASSERT_EQ(summary.functions.size(), 1u);
  EXPECT_EQ(summary.functions[0].calls.at(0).name, "lib");
}

TEST(Summarize, ReadsAnnotations) {
  TuSummary summary = summaryOf("void a() [[clang::blocking]];\n"
                                "void b() noexcept [[clang::nonblocking]] {}\n"
                                "[[clang::annotate(\"coax::offload\")]] void c() {}\n"
                                "[[clang::annotate(\"else\")]] void d() {}\n");
  EXPECT_EQ(function(summary, "a").annotation, "blocking");
  EXPECT_FALSE(function(summary, "a").hasBody);
  EXPECT_EQ(function(summary, "b").annotation, "nonblocking");
  EXPECT_EQ(function(summary, "c").annotation, "coax::offload");
  EXPECT_EQ(function(summary, "d").annotation, "");
}

TEST(Summarize, StaticFunctionsOfTwoFilesAreTwo) {
  auto idIn = [](const std::string &folder) {
    TuSummary summary = summaryOf({{folder + "/x.cpp", "static void f() {}\nvoid g() { f(); }\n"}});
    EXPECT_EQ(function(summary, "f").id, function(summary, "g").calls.at(0).callee);
    return function(summary, "f").id;
  };
  EXPECT_NE(idIn("one"), idIn("two"));
}

TEST(Summarize, LambdasAreTheSameInEveryUnit) {
  const std::string header = "inline auto make() { return [] { return 1; }; }\n";
  auto idIn = [&](const std::string &name) {
    TuSummary summary =
        summaryOf({{name, "#include \"h.h\"\nint x = make()();\n"}, {"h.h", header}});
    EXPECT_EQ(function(summary, "make::(lambda)").parent, function(summary, "make").id);
    return function(summary, "make::(lambda)").id;
  };
  EXPECT_EQ(idIn("a.cpp"), idIn("b.cpp"));
}

TEST(Summarize, ABrokenUnitKeepsWhatWasUnderstood) {
  TuSummary summary = summaryOf("#include \"missing.h\"\nvoid g();\n"
                                "void f() { g(); }\nvoid h() { nowhere(); }\n");
  EXPECT_TRUE(summary.failed);
  ASSERT_EQ(summary.problems.size(), 2u);
  EXPECT_EQ(summary.problems[0].message, "/src/a.cpp:1:10: 'missing.h' file not found");
  EXPECT_EQ(function(summary, "f").calls.at(0).name, "g");
}

TEST(Summarize, ListsEveryFileItRead) {
  TuSummary summary =
      summaryOf({{"a.cpp", "#include \"sub/../h.h\"\n"}, {"h.h", ""}, {"sub/x", ""}});
  EXPECT_EQ(summary.dependencies, (std::vector<std::string>{"/src/a.cpp", "/src/h.h"}));
}

TEST(Summarize, BothStoredFormsKeepEverything) {
  TuSummary summary = summaryOf("struct M { void lock(); void unlock(); };\n"
                                "void g(int (*)(int), int = -3); int h(int);\n"
                                "void f(M m) { m.lock(); for (;;) g(h); }\n");
  OrderedJson json = toJson(summary);
  auto fromBytes = summaryFromBytes(toBytes(summary));
  ASSERT_TRUE(fromBytes.has_value());
  EXPECT_EQ(toJson(*fromBytes), json);
  auto fromJson = summaryFromJson(json);
  ASSERT_TRUE(static_cast<bool>(fromJson));
  EXPECT_EQ(toJson(*fromJson), json);
}

TEST(Summarize, DamagedBytesAreNoSummary) {
  const std::string bytes = toBytes(summaryOf("void g();\nvoid f() { g(); }\n"));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(summaryFromBytes(std::string_view(bytes).substr(0, size)).has_value());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    EXPECT_FALSE(summaryFromBytes(damaged).has_value()) << at;
  }
}

} // namespace
} // namespace coax::test
