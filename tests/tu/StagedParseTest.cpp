// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units whose system headers were read before them: the same summary, or none.
#include "analyzers/tu/StagedParse.h"
#include "analyzers/model/SummaryJson.h"
#include "analyzers/tu/SharedCommand.h"
#include "analyzers/tu/Summarize.h"
#include "tests/pipeline/TemporaryFolder.h"

#include <gtest/gtest.h>

#include <utility>

namespace coax::test {
namespace {

class StagedParseTest : public testing::Test {
protected:
  TemporaryFolder folder;
  bool misfit = false;

  void SetUp() override {
    folder.write("system/one.h", "#pragma once\n"
                                 "#ifdef NARROW\nint one(short);\n#else\nint one(long);\n#endif\n"
                                 "#define ONE 1\n"
                                 "inline int inOne() { return one(2); }\n"
                                 "namespace std { template <class T> struct box { T t; };\n"
                                 "template <class T> void swap(T &, T &) {} }\n");
    folder.write("system/two.h", "#include <one.h>\n#ifndef TWO_H\n#define TWO_H\n"
                                 "int two(int);\nint both(long);\n"
                                 "namespace std { template <class T> struct bag { T t; };\n"
                                 "template <class T> void swap(bag<T> &, bag<T> &) {} }\n"
                                 "#endif\n");
  }

  CompileUnit unit(const std::string &code, const std::string &name = "a.cpp") {
    folder.write(name, code);
    return {folder.path(name),
            folder.path(),
            {"c++", "-std=c++17", "-isystem", "system", "-DGIVEN", name}};
  }

  std::optional<TuSummary> staged(const CompileUnit &unit,
                                  const std::vector<std::vector<std::string>> &stages) {
    std::size_t index = 0;
    auto next = [&] {
      return index < stages.size() ? ParseStage{stages[index++], nullptr} : ParseStage{{}, &unit};
    };
    auto note = [&] { misfit = true; };
    return summarizeInStages(unit, {next, note});
  }

  void expectSame(const std::string &code) {
    CompileUnit alone = unit(code);
    auto summary = staged(alone, {{"one.h"}, {"two.h"}});
    ASSERT_TRUE(summary.has_value());
    TuSummary expected = summarize(alone);
    EXPECT_FALSE(expected.failed);
    EXPECT_EQ(printJson(toJson(*summary)), printJson(toJson(expected)));
    EXPECT_EQ(summary->dependencies, expected.dependencies);
  }

  void expectNone(const std::string &code) {
    EXPECT_FALSE(staged(unit(code), {{"one.h"}, {"two.h"}}).has_value());
  }

  void expectMisfit(const std::string &code) {
    expectNone(code);
    EXPECT_TRUE(misfit);
  }
};

TEST_F(StagedParseTest, GivesWhatAParseAloneGives) {
  expectSame("#include <two.h>\nint f() { return one(ONE) + two(2) + inOne(); }\n"
             "const char *where() { return __FILE__; }\n");
}

TEST_F(StagedParseTest, FollowsHeadersOfTheProgram) {
  folder.write("own.h", "#include <one.h>\nclass Own { public: int g() { return one(1); } };\n");
  expectSame("#include \"own.h\"\n#include <two.h>\nint f(Own own) { return own.g() + two(2); }\n");
}

TEST_F(StagedParseTest, TellsAMacroThatChangesAHeader) {
  expectMisfit("#define NARROW\n#include <two.h>\nint f() { return one(1); }\n");
}

TEST_F(StagedParseTest, TellsAMacroThatIsTakenAway) {
  expectMisfit("#include <one.h>\n#undef ONE\n#include <two.h>\nint f() { return 1; }\n");
}

TEST_F(StagedParseTest, LetsMacrosBeThatNoHeaderLooksAt) {
  expectSame("#define OWN 3\n#include <two.h>\nint f() { return one(OWN); }\n");
}

TEST_F(StagedParseTest, TellsAQuestionForAMacroToCome) {
  expectMisfit("#ifdef ONE\nint early();\n#endif\n#include <two.h>\nint f() { return 1; }\n");
}

TEST_F(StagedParseTest, LetsMacrosOfTheCommandBeAskedFor) {
  expectSame("#ifdef GIVEN\nint early();\n#endif\n#include <two.h>\nint f() { return early(); }\n");
}

TEST_F(StagedParseTest, TellsANameThatMeansWhatAHeaderToComeDeclares) {
  expectNone("#include <one.h>\nint both(double);\nint f() { return both(1L); }\n"
             "#include <two.h>\n");
  expectNone("#include <one.h>\nint both(double);\n"
             "template <class T> int f(T t) { return both(t); }\nint g() { return f(1.0); }\n"
             "#include <two.h>\n");
  expectNone("#include <one.h>\nnamespace std { template <class T> struct bag; }\n"
             "std::bag<int> *f();\n#include <two.h>\n");
}

TEST_F(StagedParseTest, LetsNamesBeThatMeanSomethingElse) {
  expectSame("#include <one.h>\nstruct own { int two; own(int both) : two(both) {} };\n"
             "int f(own *both) { return both->two; }\n"
             "template <class T> int g(T t) { return t.two; }\nint h() { return g(own(1)); }\n"
             "namespace bag { template <class T> struct both {};\nboth<int> two(); }\n"
             "#include <two.h>\n");
}

TEST_F(StagedParseTest, LetsOverloadsBeThatTakeAnotherNumberOfArguments) {
  folder.write("system/three.h", "#pragma once\nnamespace std {\n"
                                 "template <class T> void swap(T, T, T);\n}\n");
  CompileUnit alone = unit("#include <one.h>\n"
                           "template <class T> void f(T &a, T &b) { std::swap(a, b); }\n"
                           "void g(int a, int b) { f(a, b); }\n#include <three.h>\n");
  EXPECT_TRUE(staged(alone, {{"one.h"}, {"three.h"}}).has_value());
}

TEST_F(StagedParseTest, TellsAnIncludeInAScope) {
  expectMisfit("namespace own {\n#include <two.h>\nint f() { return two(1); }\n}\n");
  expectMisfit("extern \"C\" {\n#include <two.h>\n}\nint f() { return two(1); }\n");
  expectMisfit("int f() {\n#include <two.h>\nreturn 1; }\n");
  expectMisfit("static const\n#include <two.h>\nint n = 1;\n");
}

TEST_F(StagedParseTest, TellsAMacroThatAPragmaBringsBack) {
  expectMisfit("#define NARROW\n#pragma push_macro(\"NARROW\")\n#undef NARROW\n"
               "#pragma pop_macro(\"NARROW\")\n#include <two.h>\nint f() { return one(1); }\n");
}

TEST_F(StagedParseTest, TellsAPragmaThatChangesAHeader) {
  expectMisfit("#pragma GCC poison two\n#include <two.h>\nint f() { return 1; }\n");
  expectMisfit("#pragma pack(1)\n#include <two.h>\nint f() { return 1; }\n");
}

TEST_F(StagedParseTest, TellsAPragmaThatAMainFileIgnores) {
  expectMisfit("#pragma GCC system_header\n#include <two.h>\nint f() { return 1; }\n");
  expectMisfit("#include <two.h>\n#pragma once\nint f() { return 1; }\n");
}

TEST_F(StagedParseTest, LetsPragmasBeThatOnlyWarn) {
  folder.write("own.h", "#pragma once\nint own();\n");
  expectSame("#pragma GCC diagnostic push\n#include \"own.h\"\n#include <two.h>\n"
             "int f() { return own(); }\n");
}

TEST_F(StagedParseTest, TellsACounterThatHeadersMayHaveMoved) {
  expectMisfit("#define JOIN(a, b) a##b\n#define NAME(a, b) JOIN(a, b)\n"
               "int NAME(f, __COUNTER__)() { return 1; }\n#include <two.h>\n");
}

TEST_F(StagedParseTest, TellsAnOverloadThatHeadersToComeMayCall) {
  expectNone("const char *two(short);\n#include <two.h>\nint f() { return 1; }\n");
}

class LateDeclarationTest : public StagedParseTest {
protected:
  /// `late`: what three.h adds to lib::A and lib::Is, which one.h has; `code` stands between them.
  std::optional<TuSummary> summaryOf(const std::string &late, const std::string &code) {
    folder.write("system/first.h",
                 "#pragma once\nnamespace std { template <class T> struct tuple_size; }\n"
                 "namespace lib { struct A { int x; operator int() const; };\n"
                 "template <class T> struct Is { static const int value = 0; };\n"
                 "template <class T> struct Box; using IntBox = Box<int>;\n"
                 "template <class T> struct Pair { Pair(T); }; }\n");
    folder.write("system/three.h", "#pragma once\n#include <first.h>\n" + late + "\n");
    CompileUnit alone = unit("#include <first.h>\n" + code + "\n#include <three.h>\n");
    TuSummary expected = summarize(alone);
    EXPECT_FALSE(expected.failed);
    auto summary = staged(alone, {{"first.h"}, {"three.h"}});
    if (summary) {
      EXPECT_EQ(printJson(toJson(*summary)), printJson(toJson(expected)));
    }
    return summary;
  }
};

TEST_F(LateDeclarationTest, TellsOperators) {
  std::string late = "namespace lib { const char *operator+(A, int); }";
  EXPECT_FALSE(summaryOf(late, "auto f(lib::A a) { return a + 1; }"));
  EXPECT_FALSE(summaryOf(late, "template <class T> auto f(T t) -> decltype(t + 1) { return 1; }\n"
                               "int g(lib::A a) { return f(a); }"));
  EXPECT_TRUE(summaryOf(late, "int f(int a) { return a + 1; }"));
}

TEST_F(LateDeclarationTest, LetsOperatorsBeThatTemplatesFindByTheirArguments) {
  std::string late = "namespace lib { const char *operator+(A, int); }";
  std::string use = "void g(lib::A a) { f(a); }";
  EXPECT_TRUE(summaryOf(late, "template <class T> void f(T t) { t + 1; }\n" + use));
  EXPECT_FALSE(
      summaryOf(late, "template <class T> constexpr int f(T t) { t + 1; return 1; }\n" + use));
  EXPECT_FALSE(summaryOf(late, "template <class T> auto f(T t) { return t + 1; }\n" + use));
  EXPECT_FALSE(summaryOf("const char *operator+(lib::A, int);",
                         "template <class T> void f(T t) { t + 1; }\n" + use));
}

TEST_F(LateDeclarationTest, TellsSuffixesOfLiterals) {
  std::string late = "inline namespace lib2 { int operator\"\"_x(unsigned long long); }";
  EXPECT_FALSE(summaryOf(late, "double operator\"\"_x(const char *);\nauto f() { return 3_x; }"));
  EXPECT_TRUE(summaryOf(late, "double operator\"\"_y(const char *);\nauto f() { return 3_y; }"));
}

TEST_F(LateDeclarationTest, TellsSpecializations) {
  std::string late = "namespace lib { template <class T> struct Is<T *> "
                     "{ static const int value = 1; }; }";
  EXPECT_FALSE(summaryOf(late, "int f() { return lib::Is<int *>::value; }"));
  EXPECT_FALSE(summaryOf(late, "template <class T, int n = lib::Is<T>::value> int f(T) "
                               "{ return n; }\nint g(int *p) { return f(p); }"));
  EXPECT_TRUE(summaryOf(late, "int f() { return lib::Is<int>::value; }"));
}

TEST_F(LateDeclarationTest, LetsSpecializationsBeOfAnotherTemplateOfThatName) {
  std::string use = "template <class T> int f() { return lib::Is<T>::value; }\n"
                    "int g() { return f<int *>(); }";
  EXPECT_TRUE(summaryOf("namespace other { template <class T> struct Is;"
                        "template <class T> struct Is<T *> { static const int value = 1; }; }",
                        use));
  EXPECT_FALSE(summaryOf("namespace lib { template <class T> struct Is<T *> "
                         "{ static const int value = 1; }; }",
                         use));
}

TEST_F(LateDeclarationTest, TellsDeductionGuides) {
  EXPECT_FALSE(
      summaryOf("namespace lib { Pair(int) -> Pair<long>; }", "auto f() { return lib::Pair(3); }"));
}

TEST_F(LateDeclarationTest, TellsOtherNamesOfClassesThatAreDefinedLater) {
  EXPECT_FALSE(summaryOf("namespace lib { template <class T> struct Box { T t; }; }",
                         "int f(lib::IntBox *box);"));
}

TEST_F(LateDeclarationTest, LetsBindingsOfMembersBe) {
  EXPECT_TRUE(summaryOf("template <class T> struct std::tuple_size<T *> {};",
                        "int f(lib::A a) { auto [x] = a; return x; }"));
}

/// Makes a class one that bindings take apart like a tuple of one int.
static std::string tupleProtocol(const std::string &type) {
  return "namespace std {\n"
         "template <> struct tuple_size<" +
         type +
         "> { static constexpr unsigned long value = 1; };\n"
         "template <unsigned long, class> struct tuple_element;\n"
         "template <> struct tuple_element<0, " +
         type + "> { using type = int; };\n}\n";
}

TEST_F(LateDeclarationTest, TellsBindingsOfWhatBecomesATuple) {
  std::string get = "namespace lib { template <unsigned long> int get(A) { return 1; } }\n";
  EXPECT_FALSE(
      summaryOf(tupleProtocol("lib::A") + get, "int f(lib::A a) { auto [x] = a; return x; }"));
}

TEST_F(LateDeclarationTest, LetsBindingsBeOfAnotherTuple) {
  EXPECT_TRUE(summaryOf("template <class T> struct std::tuple_size<T *> {};",
                        "struct Q {};\n" + tupleProtocol("Q") +
                            "template <unsigned long> int get(Q) { return 1; }\n"
                            "int f(Q q) { auto [x] = q; return x; }"));
}

TEST_F(StagedParseTest, LetsSystemHeadersIncludeEachOtherInBraces) {
  folder.write("system/c.h", "#pragma once\n#include <one.h>\nextern \"C\" int c(int);\n");
  folder.write("system/outer.h",
               "#pragma once\nextern \"C\" {\n#include <c.h>\nint outer(int);\n}\n");
  auto fits = [&](const std::string &code) {
    return staged(unit(code), {{"one.h"}, {"c.h"}}).has_value();
  };
  folder.write("system/one.h", "#pragma once\nextern \"C\" int one(long);\n");
  EXPECT_TRUE(fits("#include <outer.h>\nint f() { return c(1) + outer(2); }\n"));
  EXPECT_FALSE(fits("namespace own {\n#include <outer.h>\n}\nint f() { return own::c(1); }\n"));
}

TEST_F(StagedParseTest, LetsHeadersBeThatTheCommandIncludes) {
  CompileUnit alone = unit("#include <two.h>\nint f() { return two(1); }\n");
  alone.arguments.insert(alone.arguments.begin() + 1, {"-include", "one.h"});
  EXPECT_TRUE(staged(alone, {{"one.h"}, {"two.h"}}).has_value());
}

TEST_F(StagedParseTest, TellsWhatIsDefinedBeforeAUnit) {
  CompileUnit command = unit("");
  command.arguments.insert(command.arguments.begin() + 1, {"-include", "one.h"});
  std::string macros = predefinedMacros(command);
  EXPECT_NE(macros.find("#define GIVEN 1\n"), std::string::npos);
  EXPECT_NE(macros.find("#define __cplusplus 201703L\n"), std::string::npos);
  EXPECT_NE(macros.find("#include \"one.h\"\n"), std::string::npos);
}

TEST_F(StagedParseTest, LetsNamesBeThatOnlyTypesToComeAnswerTo) {
  expectSame("#include <one.h>\nvoid f(int a, int b) { std::swap(a, b); }\n#include <two.h>\n");
}

TEST_F(StagedParseTest, TellsAUnitThatDoesNotIncludeAll) {
  EXPECT_FALSE(staged(unit("#include <one.h>\nint f() { return one(1); }\n"), {{"one.h", "two.h"}})
                   .has_value());
}

TEST_F(StagedParseTest, LeavesUnitsWithErrorsAlone) {
  EXPECT_FALSE(
      staged(unit("#include <two.h>\nint f() { return missing(); }\n"), {{"two.h"}}).has_value());
}

TEST_F(StagedParseTest, TellsHeadersThatAreNotThere) {
  EXPECT_FALSE(staged(unit("int f() { return 1; }\n"), {{"three.h"}}).has_value());
  EXPECT_TRUE(misfit);
}

TEST_F(StagedParseTest, TellsAUnitThatAsksHowDeepItIs) {
  expectMisfit("#include <two.h>\nint f() { return one(__INCLUDE_LEVEL__); }\n");
}

TEST_F(StagedParseTest, KnowsConditionsThatAMacroToComeCannotChange) {
  expectSame("#if defined(NOWHERE) && NOWHERE < 3 && !defined(ONE)\nint x;\n#endif\n"
             "#include <one.h>\n#include <two.h>\n");
  expectMisfit("#if !(1 && defined(NOWHERE) && defined(ONE)) && !defined(ONE)\nint x;\n#endif\n"
               "#include <one.h>\n#include <two.h>\n");
  misfit = false;
  expectMisfit("#define defined_one 1\n#if defined_one && !defined(ONE)\nint x;\n#endif\n"
               "#include <one.h>\n#include <two.h>\n");
  misfit = false;
  expectMisfit("#if defined(GIVEN) && defined(ONE)\nint x;\n#endif\n"
               "#include <one.h>\n#include <two.h>\n");
}

class OwnArguments : public StagedParseTest {
protected:
  /// After `one.h` and `two.h`, with what others are not told.
  std::optional<TuSummary> told(const CompileUnit &unit, const std::vector<std::string> &extra) {
    std::vector<std::size_t> own;
    CompileUnit whole = unit;
    for (const std::string &argument : extra) {
      own.push_back(whole.arguments.size());
      whole.arguments.push_back(argument);
    }
    bool headersRead = false;
    auto next = [&] {
      if (!std::exchange(headersRead, true))
        return ParseStage{{"one.h", "two.h"}};
      return ParseStage{{}, &whole, ownMacros(whole, own), includeFolders(whole)};
    };
    auto note = [&] { misfit = true; };
    whole_ = whole;
    return summarizeInStages(withoutOwn(whole, own), {next, note});
  }

  void expectSame(const std::string &code, const std::vector<std::string> &extra) {
    auto summary = told(unit(code), extra);
    ASSERT_TRUE(summary.has_value());
    TuSummary expected = summarize(whole_);
    EXPECT_FALSE(expected.failed);
    EXPECT_EQ(printJson(toJson(*summary)), printJson(toJson(expected)));
    EXPECT_EQ(summary->dependencies, expected.dependencies);
  }

  void expectMisfit(const std::string &code, const std::vector<std::string> &extra) {
    EXPECT_FALSE(told(unit(code), extra).has_value());
    EXPECT_TRUE(misfit);
  }

private:
  CompileUnit whole_;
};

constexpr const char *includesBoth = "#include <two.h>\n#include <one.h>\n";

TEST_F(OwnArguments, OfMacrosComeBeforeTheUnit) {
  expectSame(std::string("#ifdef HERE\n") + includesBoth +
                 "int f() { return one(HERE); }\n#endif\n",
             {"-DHERE=3", "-D", "THERE", "-UELSEWHERE", "-DSUM(a,b)=a+b"});
}

TEST_F(OwnArguments, OfMacrosThatAHeaderAsksForDoNotFit) {
  expectMisfit(includesBoth, {"-DNARROW"});
  misfit = false;
  expectMisfit(includesBoth, {"-DTWO_H"});
}

TEST_F(OwnArguments, OfMacrosNamedLikeAFunctionOfAHeaderDoNotFit) {
  expectMisfit(includesBoth, {"-Dboth=either"});
}

TEST_F(OwnArguments, AddFolders) {
  folder.write("a/x.h", "int fromA();\n");
  folder.write("b/x.h", "int fromB();\n");
  folder.write("b/deep/y.h", "inline int y() { return 2; }\n");
  expectSame(std::string(includesBoth) +
                 "#include <x.h>\n#include \"deep/y.h\"\nint f() { return fromA() + y(); }\n",
             {"-Ia", "-I", "b", "-Imissing", "-Isystem", "-Ia"});
}

TEST_F(OwnArguments, OfFoldersWithAHeaderOfTheSameNameDoNotFit) {
  folder.write("a/one.h", "int other();\n");
  expectMisfit(includesBoth, {"-Ia"});
}

TEST_F(OwnArguments, OfFoldersWithAHeaderThatWasMissedDoNotFit) {
  folder.write("system/two.h", "#include <one.h>\n#if __has_include(<extra/three.h>)\n"
                               "#include <extra/three.h>\n#endif\nint two(int);\n");
  folder.write("a/extra/three.h", "int three();\n");
  expectMisfit(includesBoth, {"-Ia"});
}

class StagedOpening : public StagedParseTest {
protected:
  void SetUp() override {
    StagedParseTest::SetUp();
    folder.write("system/features.h", "#pragma once\n#if defined _GNU_SOURCE\n"
                                      "#undef _XOPEN_SOURCE\n#define _XOPEN_SOURCE 700\n#endif\n");
    folder.write("system/wide.h", "#pragma once\n#include <features.h>\n"
                                  "#if defined _GNU_SOURCE\nint wide(int);\n#endif\n"
                                  "#if defined _XOPEN_SOURCE\nint xopen(int);\n#endif\n");
  }

  /// After `wide.h` as those read it who have `features` from the first on.
  std::optional<TuSummary> featured(const CompileUnit &unit, const std::string &features,
                                    const std::string &undo) {
    bool headersRead = false;
    auto next = [&] {
      if (!std::exchange(headersRead, true))
        return ParseStage{{"wide.h"}, nullptr, features};
      return ParseStage{{}, &unit, undo};
    };
    auto note = [&] { misfit = true; };
    return summarizeInStages(unit, {next, note});
  }

  /// C, where the compiler defines none of them.
  CompileUnit c(const std::string &code) {
    folder.write("a.c", code);
    return {folder.path("a.c"), folder.path(), {"cc", "-isystem", "system", "a.c"}};
  }

  void expectSame(const std::string &code, const std::string &features, const std::string &undo) {
    CompileUnit alone = c(code);
    auto summary = featured(alone, features, undo);
    ASSERT_TRUE(summary.has_value());
    TuSummary expected = summarize(alone);
    EXPECT_FALSE(expected.failed);
    EXPECT_EQ(printJson(toJson(*summary)), printJson(toJson(expected)));
  }
};

TEST_F(StagedOpening, AreTheUnitsOwnWhenItIsRead) {
  expectSame("#ifndef _GNU_SOURCE\n#define _GNU_SOURCE\nint first(void) { return 1; }\n#endif\n"
             "#include <wide.h>\n"
             "#ifdef _GNU_SOURCE\nint f(void) { return wide(1) + xopen(2); }\n#endif\n",
             "#define _GNU_SOURCE\n", "#undef _GNU_SOURCE\n");
}

TEST_F(StagedOpening, MayBeDefinedAgainByTheHeaders) {
  expectSame("#define _XOPEN_SOURCE 700\n#define _GNU_SOURCE\n#include <wide.h>\n"
             "int f(void) { return wide(1) + xopen(_XOPEN_SOURCE); }\n",
             "#define _GNU_SOURCE\n#define _XOPEN_SOURCE 700\n",
             "#undef _GNU_SOURCE\n#undef _XOPEN_SOURCE\n");
}

TEST_F(StagedOpening, ThatTheUnitHasNotDefinedYetDoNotFit) {
  EXPECT_FALSE(featured(c("#include <wide.h>\n#define _GNU_SOURCE\nint f(void);\n"),
                        "#define _GNU_SOURCE\n", "#undef _GNU_SOURCE\n")
                   .has_value());
  EXPECT_TRUE(misfit);
}

TEST_F(StagedOpening, ThatTheUnitDefinesOtherwiseDoNotFit) {
  EXPECT_FALSE(featured(c("#define _XOPEN_SOURCE 500\n#include <wide.h>\nint f(void);\n"),
                        "#define _XOPEN_SOURCE 700\n", "#undef _XOPEN_SOURCE\n")
                   .has_value());
  EXPECT_TRUE(misfit);
}

} // namespace
} // namespace coax::test
