// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax scan` from outside.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>

namespace coax {

using Json = nlohmann::json;

static Json scanJson(const SmallProject &project, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"scan", "-p", "build", "--format=json"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Json::parse(project.coax(arguments).out, nullptr, /*allow_exceptions=*/false);
}

TEST(Scan, FindingsAreNoFailure) {
  WaitingProject project;
  ProgramResult result = project.coax({"scan", "-p", "build"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_NE(result.out.find("wait.cpp:6"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("usleep"), std::string::npos) << result.out;
}

TEST(Scan, JsonNamesThePlaceTheCalleeAndTheChain) {
  WaitingProject project;
  Json report = scanJson(project);
  ASSERT_EQ(report.at("findings").size(), 1u) << report.dump(1);
  const Json &finding = report["findings"][0];
  EXPECT_EQ(finding.at("rule"), "blocking-sleep");
  EXPECT_EQ(finding.at("code").get<std::string>().substr(0, 5), "COAX2");
  EXPECT_EQ(finding.at("callee"), "usleep");
  EXPECT_EQ(finding.at("file"), "wait.cpp");
  EXPECT_EQ(finding.at("line"), 6);
  EXPECT_EQ(finding.at("column"), 10);
  EXPECT_EQ(finding.at("endLine"), 6);
  EXPECT_EQ(finding.at("endColumn"), 37);
  EXPECT_EQ(finding.at("context").at("kind"), "main");
  EXPECT_EQ(finding.at("suppressed"), false);
  ASSERT_FALSE(finding.at("chain").empty());
  EXPECT_EQ(finding["chain"][0].at("file"), "main.cpp");
  EXPECT_EQ(finding["chain"][0].at("line"), 4);
  EXPECT_EQ(report.at("problems"), Json::array());
  EXPECT_EQ(report.at("stats").at("units"), 2);
}

TEST(Scan, AHeaderThatIsReachedByALinkIsReportedOnce) {
  WaitingProject project;
  project.write("inner/pause.h", "#include <unistd.h>\n"
                                 "inline void pause_once() { [] { usleep(1000); }(); }\n"
                                 "static inline void pause_twice() { usleep(2000); }\n");
  std::filesystem::create_directory_symlink("inner", project.path("linked"));
  project.addUnit("a.cpp",
                  "#include \"inner/pause.h\"\nvoid a() { pause_once(); pause_twice(); }\n");
  project.addUnit("b.cpp",
                  "#include \"linked/pause.h\"\nvoid b() { pause_once(); pause_twice(); }\n");
  Json report = scanJson(project);
  std::multiset<std::string> places;
  for (const Json &finding : report.at("findings"))
    if (finding.at("file") != "wait.cpp")
      places.insert(finding["file"].get<std::string>() + ":" +
                    std::to_string(finding["line"].get<int>()));
  EXPECT_EQ(places, (std::multiset<std::string>{"inner/pause.h:2", "inner/pause.h:3"}));
}

TEST(Scan, WithARootItSaysWhatAMigrationWouldDo) {
  WaitingProject project;
  EXPECT_EQ(scanJson(project).at("findings")[0].at("fix").at("decision"), "none");
  Json fix = scanJson(project, {"--root", "main"}).at("findings")[0].at("fix");
  EXPECT_EQ(fix.at("decision"), "await");
  EXPECT_NE(fix.at("reason"), "");
  ProgramResult unknown = project.coax({"scan", "-p", "build", "--root", "no_such_function"});
  EXPECT_EQ(unknown.exitCode, 2);
  EXPECT_NE(unknown.err.find("no_such_function"), std::string::npos) << unknown.err;
}

TEST(Scan, StdoutHoldsTheReportOnly) {
  WaitingProject project;
  project.addUnit("broken.cpp", "int f( {\n");
  EXPECT_FALSE(scanJson(project).is_discarded());
  EXPECT_EQ(Json::parse(project.coax({"scan", "-p", "build", "--format=sarif"}).out).at("version"),
            "2.1.0");
}

TEST(Scan, AUnitThatDoesNotCompileLeavesTheRest) {
  WaitingProject project;
  project.addUnit("broken.cpp", "#include \"absent.h\"\nint f( {\n");
  ProgramResult result = project.coax({"scan", "-p", "build", "--format=json"});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_NE(result.err.find("broken.cpp"), std::string::npos) << result.err;
  Json report = Json::parse(result.out);
  ASSERT_FALSE(report.at("problems").empty());
  for (const Json &problem : report["problems"])
    EXPECT_EQ(problem.at("file"), "broken.cpp") << problem;
  EXPECT_NE(report["problems"][0].at("message").get<std::string>().find("absent.h"),
            std::string::npos);
  EXPECT_EQ(report.at("findings").size(), 1u) << "the rest is still reported";
}

TEST(Scan, AUnitThatIsMissingLeavesTheRest) {
  WaitingProject project;
  project.addUnit("gone.cpp", "");
  std::filesystem::remove(project.path("gone.cpp"));
  ProgramResult result = project.coax({"scan", "-p", "build", "--format=json"});
  EXPECT_EQ(result.exitCode, 3);
  EXPECT_EQ(Json::parse(result.out).at("findings").size(), 1u);
}

TEST(Scan, WritesToAFileWhenAsked) {
  WaitingProject project;
  std::string shown = project.coax({"scan", "-p", "build", "--format=sarif"}).out;
  ProgramResult result =
      project.coax({"scan", "-p", "build", "--format=sarif", "-o", "report.sarif"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(project.read("report.sarif"), shown);
}

TEST(Scan, WritesToADeviceAndDoesNotReplaceIt) {
  WaitingProject project;
  std::filesystem::create_symlink("/dev/null", project.path("device"));
  ProgramResult result = project.coax({"scan", "-p", "build", "-o", "device"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_TRUE(std::filesystem::is_symlink(project.path("device")));
}

TEST(Scan, SaysWhatItCannotWrite) {
  WaitingProject project;
  ProgramResult result = project.coax({"scan", "-p", "build", "-o", "/proc/no/report"});
  EXPECT_EQ(result.exitCode, 2);
  EXPECT_NE(result.err.find("/proc/no/report"), std::string::npos) << result.err;
}

TEST(Scan, SaysTheSameWithAnyNumberOfWorkers) {
  WaitingProject project;
  for (int i = 0; i < 6; ++i)
    project.addUnit("more" + std::to_string(i) + ".cpp",
                    "#include \"wait.h\"\n#include <unistd.h>\nint more" + std::to_string(i) +
                        "() { sleep(1); return pause_a_while(2); }\n");
  Json one = scanJson(project, {"-j", "1"}), many = scanJson(project, {"-j", "3"});
  EXPECT_EQ(one.at("findings"), many.at("findings"));
  EXPECT_EQ(one.at("findings").size(), 7u);
}

TEST(Scan, FilesKeepTheirOwnVariablesApart) {
  SmallProject project;
  for (const char *kind : {"static void (*handler)(int);", "namespace { void (*handler)(int); }",
                           "namespace { struct Table { void (*handler)(int); } table; }\n"
                           "#define handler table.handler"}) {
    project.addUnit("a.cpp", std::string("#include <unistd.h>\n") + kind +
                                 "\nstatic void save(int fd) { fsync(fd); }\n"
                                 "void a() { handler = save; }\n");
    project.addUnit("b.cpp", std::string(kind) +
                                 "\nstatic void tick(int) {}\n"
                                 "void b() { handler = tick; }\n"
                                 "void run() [[clang::nonblocking]] { handler(1); }\n");
    ProgramResult result = project.coax({"scan", "-p", "build", "--format=csv"});
    EXPECT_EQ(result.exitCode, 0) << result.err;
    EXPECT_EQ(result.out.find("b.cpp"), std::string::npos) << kind << result.out;
  }
}

TEST(Scan, AnInlineFunctionOfAHeaderIsReportedOnce) {
  SmallProject project;
  project.write("nap.h", "#include <unistd.h>\ninline void nap() { sleep(1); }\n");
  project.addUnit("a.cpp", "#include \"nap.h\"\nvoid a() { nap(); }\n");
  project.addUnit("b.cpp", "#include \"nap.h\"\nvoid b() { nap(); }\n");
  Json report = scanJson(project);
  ASSERT_EQ(report.at("findings").size(), 1u) << report.dump(1);
  EXPECT_EQ(report["findings"][0].at("file"), "nap.h");
}

TEST(Scan, TheSampleHasNoSiteTwice) {
  TemporaryDirectory directory;
  std::string build = directory.path("build");
  ProgramResult configured =
      runProgram({"cmake", "-S", COAX_SOURCE_DIR "/testdata/apps/linkcheck", "-B", build});
  ASSERT_EQ(configured.exitCode, 0) << configured.err;
  ProgramResult scan = runCoax({"scan", "-p", build, "--format=json"});
  Json report = Json::parse(scan.out, nullptr, /*allow_exceptions=*/false);
  ASSERT_TRUE(report.is_object()) << scan.err;
  ASSERT_FALSE(report.at("findings").empty());
  std::set<std::string> sites;
  for (const Json &finding : report["findings"]) {
    Json site = {finding.at("file"), finding.at("line"), finding.at("column"),
                 finding.at("callee")};
    EXPECT_TRUE(sites.insert(site.dump()).second) << finding.dump(1);
  }
}

TEST(Scan, ANoteOnCallsThatAreNotFollowedIsNoFailure) {
  SmallProject project;
  std::string text = "using job = void (*)();\n";
  std::string table;
  for (int i = 0; i < 40; ++i) {
    text += "void job" + std::to_string(i) + "();\n";
    table += "job" + std::to_string(i) + ", ";
  }
  for (int i = 0; i < 40; ++i)
    text += "void job" + std::to_string(i) + "() {}\n";
  text += "job table[] = {" + table + "};\nvoid call(job *any) { (*any)(); }\n";
  project.addUnit("jobs.cpp", text);
  ProgramResult result = project.coax({"scan", "-p", "build", "--format=json"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_EQ(Json::parse(result.out).at("problems").size(), 1u) << result.out;
}

TEST(Scan, DropsPluginsOfTheDatabase) {
  WaitingProject project;
  project.addUnit("plugin.cpp", "int f();\n", "-Xclang -load -Xclang ./evil.so");
  EXPECT_EQ(project.coax({"scan", "-p", "build"}).exitCode, 0);
}

TEST(Scan, TouchesNoSource) {
  WaitingProject project;
  auto before = project.files();
  project.coax({"scan", "-p", "build"});
  EXPECT_EQ(project.files(), before);
}

} // namespace coax
