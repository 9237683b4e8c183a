// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax lint --since REV`: only what changed can fail.
#include "tests/cli/SmallProject.h"
#include "tool/commands/ChangedLines.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace coax {

namespace {

using Json = nlohmann::json;

/// A project with old findings, in git.
class OldProject : public SmallProject {
public:
  OldProject() {
    write("nap.h", "#pragma once\nvoid nap();\n");
    addUnit("nap.cpp", "#include \"nap.h\"\n#include <unistd.h>\nvoid nap() { sleep(1); }\n");
    addUnit("old.cpp", "#include <unistd.h>\n\n\nvoid old() {\n  sleep(1);\n  usleep(2);\n}\n");
    commitAll();
    git({"tag", "v1"});
  }

  void git(std::vector<std::string> arguments, const std::string &directory = ".") const {
    std::vector<std::string> command = {"git",
                                        "-C",
                                        directory,
                                        "-c",
                                        "user.name=x",
                                        "-c",
                                        "user.email=x@example.org",
                                        "-c",
                                        "commit.gpgsign=false",
                                        "-c",
                                        "protocol.file.allow=always"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    ProgramResult result = runProgram(command, root());
    EXPECT_EQ(result.exitCode, 0) << result.err;
  }

  ProgramResult lint(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"lint", "-p", "build", "--fail-on=note"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return coax(arguments);
  }

  /// "FILE:LINE " of each finding that fails.
  std::string failing(const std::string &revision, std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--since", revision, "--format=json"});
    ProgramResult result = lint(more);
    std::string places;
    Json report = Json::parse(result.out, nullptr, /*allow_exceptions=*/false);
    if (!report.is_object())
      return "no report: " + result.err;
    for (const Json &finding : report.at("findings"))
      if (finding.at("baseline") == "new")
        places += finding.at("file").get<std::string>() + ':' +
                  std::to_string(finding.at("line").get<int>()) + ' ';
    EXPECT_EQ(result.exitCode, places.empty() ? 0 : 1) << result.err;
    return places;
  }
};

std::string linesOf(std::string_view diff, const std::string &file) {
  ChangedLines changed;
  llvm::Error error = addDiff(changed, llvm::StringRef(diff.data(), diff.size()), "/repo");
  EXPECT_FALSE(static_cast<bool>(error)) << llvm::toString(std::move(error));
  std::string lines;
  for (unsigned line = 1; line < 100; ++line)
    if (changed.touches(file, line, line))
      lines += std::to_string(line) + ' ';
  return lines;
}

} // namespace

TEST(Since, WhatIsOldDoesNotFail) {
  OldProject project;
  EXPECT_EQ(project.lint({}).exitCode, 1);
  EXPECT_EQ(project.failing("v1"), "");
  EXPECT_EQ(project.failing("HEAD"), "");
}

TEST(Since, OnlyTheLineThatChangedFails) {
  OldProject project;
  project.write("old.cpp", "#include <unistd.h>\n\n// moved down\n\nvoid old() {\n  sleep(1);\n"
                           "  usleep(3);\n}\n");
  EXPECT_EQ(project.failing("v1"), "old.cpp:7 ");
}

TEST(Since, CommittedChangesCountUpToTheRevision) {
  OldProject project;
  project.write("old.cpp", project.read("old.cpp") + "void newer() { sleep(3); }\n");
  project.git({"commit", "-qam", "x"});
  EXPECT_EQ(project.failing("v1"), "old.cpp:8 ");
  EXPECT_EQ(project.failing("HEAD"), "");
}

TEST(Since, ABranchIsComparedWithWhereItLeft) {
  OldProject project;
  project.git({"checkout", "-q", "-b", "feature"});
  project.write("old.cpp", project.read("old.cpp") + "void newer() { sleep(3); }\n");
  project.git({"commit", "-qam", "feature"});
  project.git({"checkout", "-q", "-b", "trunk", "v1"});
  project.write("nap.cpp", "#include \"nap.h\"\n#include <unistd.h>\nvoid nap() { sleep(9); }\n");
  project.git({"commit", "-qam", "trunk"});
  project.git({"checkout", "-q", "feature"});
  EXPECT_EQ(project.failing("trunk..."), "old.cpp:8 ");
  EXPECT_EQ(project.failing("trunk"), "nap.cpp:3 old.cpp:8 ");
}

TEST(Since, AChangeBehindACoroutineFailsInTheCoroutine) {
  OldProject project;
  project.addUnit("serve.cpp", R"(#include "nap.h"
#include <coroutine>
struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
task serve() {
  nap();
  co_return;
}
)",
                  "-std=c++20");
  project.git({"add", "."});
  project.git({"commit", "-qam", "x"});
  EXPECT_EQ(project.failing("HEAD"), "");
  project.write("nap.cpp", "#include \"nap.h\"\n#include <unistd.h>\nvoid nap() { sleep(2); }\n");
  EXPECT_EQ(project.failing("HEAD"), "nap.cpp:3 serve.cpp:13 ");
}

TEST(Since, AFunctionWhoseHeadChangedIsAnswerableForItsBody) {
  OldProject project;
  project.write("old.cpp", "#include <unistd.h>\n\n\nstatic void old() {\n  sleep(1);\n"
                           "  usleep(2);\n}\nvoid call() { old(); }\n");
  EXPECT_EQ(project.failing("v1"), "old.cpp:5 old.cpp:6 ");
}

TEST(Since, ARenamedFileIsComparedWithWhatItWas) {
  OldProject project;
  project.git({"mv", "old.cpp", "a b\"ü.cpp"});
  project.addUnit("a b\"ü.cpp", project.read("a b\"ü.cpp") + "void newer() { sleep(3); }\n");
  project.write("build/compile_commands.json",
                Json::array({{{"directory", project.path("build")},
                              {"file", project.path("a b\"ü.cpp")},
                              {"arguments", {"c++", "-c", project.path("a b\"ü.cpp")}}}})
                    .dump());
  EXPECT_EQ(project.failing("v1"), "a b\"ü.cpp:8 ");
}

TEST(Since, FilesThatGitDoesNotTrackAreNewUnlessItIgnoresThem) {
  OldProject project;
  project.addUnit("young.cpp", "#include <unistd.h>\nvoid young() { sleep(1); }\n");
  project.addUnit("build/generated.cpp", "#include <unistd.h>\nvoid made() { sleep(1); }\n");
  EXPECT_EQ(project.failing("v1"), "young.cpp:2 ");
}

TEST(Since, ASubmoduleIsPartOfTheSources) {
  OldProject project, library;
  library.write("library.cpp", "#include <unistd.h>\nvoid part() { sleep(1); }\n");
  library.git({"add", "."});
  library.git({"commit", "-qm", "x"});
  project.git({"submodule", "--quiet", "add", library.root(), "sub"});
  project.git({"commit", "-qam", "x"});
  project.addUnit("sub/library.cpp", library.read("library.cpp"));
  EXPECT_EQ(project.failing("HEAD"), "");
  EXPECT_EQ(project.failing("v1"), "sub/library.cpp:2 ");
  project.write("sub/library.cpp", library.read("library.cpp") + "void more() { sleep(2); }\n");
  EXPECT_EQ(project.failing("HEAD"), "sub/library.cpp:3 ");
  project.git({"commit", "-qam", "y"}, "sub");
  EXPECT_EQ(project.failing("HEAD"), "sub/library.cpp:3 ");
}

TEST(Since, GoesTogetherWithABaseline) {
  OldProject project;
  EXPECT_EQ(project.lint({"--baseline", "known.json", "--update-baseline"}).exitCode, 0);
  project.write("old.cpp", project.read("old.cpp") + "void newer() { sleep(3); }\n");
  EXPECT_EQ(project.failing("v1", {"--baseline", "known.json"}), "old.cpp:8 ");
  project.write("old.cpp", "#include <unistd.h>\n\n\nvoid old() {\n  sleep(1);\n  usleep(4);\n}\n");
  EXPECT_EQ(project.failing("v1", {"--baseline", "known.json"}), "") << "the baseline knows it";
}

TEST(Since, TheReportSaysWhatWasLeftOut) {
  OldProject project;
  ProgramResult text = project.lint({"--since", "v1", "--format=text"});
  EXPECT_NE(text.out.find("3 not changed since v1"), std::string::npos) << text.out;
  ProgramResult sarif = project.lint({"--since", "v1", "--format=sarif"});
  Json result = Json::parse(sarif.out)["runs"][0]["results"][0];
  EXPECT_EQ(result["baselineState"], "unchanged");
  EXPECT_EQ(result["suppressions"][0]["justification"], "not changed since v1");
}

TEST(Since, ARevisionThatIsNoneIsNamed) {
  OldProject project;
  for (const char *revision : {"v99", "--output=x", "v99...", "HEAD:old.cpp"}) {
    ProgramResult result = project.lint({std::string("--since=") + revision});
    EXPECT_EQ(result.exitCode, 2) << result.err;
    EXPECT_NE(result.err.find(revision), std::string::npos) << result.err;
    EXPECT_EQ(result.out, "");
  }
}

TEST(Since, SourcesOutsideOfGitAreAnError) {
  WaitingProject project;
  ProgramResult result = project.coax({"lint", "-p", "build", "--since", "HEAD"});
  EXPECT_EQ(result.exitCode, 2) << result.err;
  EXPECT_NE(result.err.find(project.root()), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("git repository"), std::string::npos) << result.err;
}

TEST(Since, DoesNotWriteABaseline) {
  OldProject project;
  ProgramResult result =
      project.lint({"--since", "v1", "--baseline", "known.json", "--update-baseline"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_NE(result.err.find("--since"), std::string::npos) << result.err;
  EXPECT_FALSE(std::filesystem::exists(project.path("known.json")));
}

TEST(ChangedLines, AreThoseThatADiffAdds) {
  EXPECT_EQ(linesOf("diff --git a/x.cpp b/x.cpp\n--- a/x.cpp\n+++ b/x.cpp\n"
                    "@@ -3 +3,2 @@ void f()\n-old\n+new\n+newer\n@@ -9,2 +10,0 @@\n-gone\n-gone\n"
                    "@@ -20,0 +20 @@\n+more\n",
                    "/repo/x.cpp"),
            "3 4 20 ");
}

TEST(ChangedLines, LinesOfContextAreNotChanged) {
  EXPECT_EQ(linesOf("--- a/x.cpp\n+++ b/x.cpp\n@@ -1,3 +1,4 @@\n a\n+b\n\n c\n", "/repo/x.cpp"),
            "2 ");
}

TEST(ChangedLines, LinesThatLookLikeHeadersAreText) {
  EXPECT_EQ(linesOf("--- a/x.cpp\n+++ b/x.cpp\n@@ -1,2 +1,2 @@\n--- a/y.cpp\n-@@ -1 +1 @@\n"
                    "+++ b/y.cpp\n+@@ -1 +9 @@\n\\ No newline at end of file\n",
                    "/repo/x.cpp"),
            "1 2 ");
}

TEST(ChangedLines, QuotedNamesAreNames) {
  EXPECT_EQ(linesOf("--- a/x\n+++ \"b/a\\tb\\\"\\303\\274\\\\.cpp\"\n@@ -1 +1 @@\n-x\n+y\n",
                    "/repo/a\tb\"\xc3\xbc\\.cpp"),
            "1 ");
}

TEST(ChangedLines, ASubmoduleWithoutItsCommitsIsAnError) {
  ChangedLines changed;
  llvm::Error error =
      addDiff(changed, "Submodule sub 1111111...2222222 (commits not present)\n", "/repo");
  EXPECT_NE(llvm::toString(std::move(error)).find("Submodule sub"), std::string::npos);
}

} // namespace coax
