// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `coax lint --baseline`: what is known does not fail, and nothing that is known is lost.
#include "tests/cli/SmallProject.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace coax {

namespace {

/// Two units with a note each.
class TwoUnits : public SmallProject {
public:
  TwoUnits() {
    addUnit("a.cpp", "#include <unistd.h>\nvoid a() { sleep(1); }\n");
    addUnit("b.cpp", "#include <unistd.h>\nvoid b() { sleep(1); }\n");
  }

  ProgramResult lint(std::vector<std::string> more) const {
    more.insert(more.begin(), {"lint", "-p", "build", "--baseline", "known.json"});
    return coax(more);
  }

  std::string knownFiles() const {
    std::string files;
    nlohmann::json baseline = nlohmann::json::parse(read("known.json"));
    for (const auto &finding : baseline.at("findings"))
      files += finding.at("file").get<std::string>() + ' ';
    return files;
  }
};

} // namespace

TEST(Baseline, IsWrittenWithFindingsOfAllSeverities) {
  TwoUnits project;
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 0);
  EXPECT_EQ(project.knownFiles(), "a.cpp b.cpp ");
  ProgramResult result = project.lint({"--fail-on=note"});
  EXPECT_EQ(result.exitCode, 0) << result.out;
  EXPECT_EQ(project.lint({}).err.find("fixed"), std::string::npos)
      << "a finding below --fail-on is still there";
}

TEST(Baseline, UpdatingAPartKeepsTheRest) {
  TwoUnits project;
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 0);
  ProgramResult result = project.lint({"--update-baseline", "a.cpp"});
  EXPECT_EQ(result.exitCode, 0) << result.err;
  EXPECT_NE(result.err.find("known.json keeps what it has"), std::string::npos) << result.err;
  EXPECT_EQ(project.knownFiles(), "a.cpp b.cpp ");
  EXPECT_EQ(project.lint({"a.cpp"}).err.find("fixed"), std::string::npos);
}

TEST(Baseline, UpdatingAllRemovesWhatIsFixed) {
  TwoUnits project;
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 0);
  project.write("a.cpp", "void a() {}\n");
  EXPECT_NE(project.lint({}).err.find("1 finding of the baseline fixed"), std::string::npos);
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 0);
  EXPECT_EQ(project.knownFiles(), "b.cpp ");
}

TEST(Baseline, AUnitThatDoesNotCompileIsNotFixed) {
  TwoUnits project;
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 0);
  project.write("a.cpp", "#error broken\n");
  EXPECT_EQ(project.lint({"--update-baseline"}).exitCode, 3);
  EXPECT_EQ(project.knownFiles(), "a.cpp b.cpp ");
}

TEST(Baseline, AMissingOrDamagedOneIsNamed) {
  TwoUnits project;
  ProgramResult missing = project.lint({});
  EXPECT_EQ(missing.exitCode, 2);
  EXPECT_NE(missing.err.find("known.json does not exist; make it with --update-baseline"),
            std::string::npos)
      << missing.err;
  project.write("known.json", "{\"version\": 1, \"findings\": {}}");
  for (const std::vector<std::string> &more :
       {std::vector<std::string>{}, {"--update-baseline", "a.cpp"}}) {
    ProgramResult damaged = project.lint(more);
    EXPECT_EQ(damaged.exitCode, 2);
    EXPECT_NE(damaged.err.find("known.json: \"findings\" is not a list"), std::string::npos)
        << damaged.err;
  }
}

} // namespace coax
