// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tests/cli/SmallProject.h"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace coax {

namespace fs = std::filesystem;

SmallProject::SmallProject() { writeDatabase(); }

void SmallProject::addUnit(const std::string &name, std::string_view text,
                           const std::string &flags) {
  write(name, text);
  flags_[name] = flags;
  writeDatabase();
}

std::string SmallProject::write(std::string_view name, std::string_view text) {
  return directory_.write(name, text);
}

ProgramResult SmallProject::coax(const std::vector<std::string> &arguments) const {
  return runCoax(arguments, root());
}

void SmallProject::commitAll() const {
  directory_.write(".gitignore", "/build/\n/.cache/\n/.coax-cache/\n");
  const std::vector<std::vector<std::string>> commands = {
      {"git", "init", "-q"},
      {"git", "add", "."},
      {"git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false",
       "commit", "-q", "-m", "x"}};
  for (const auto &command : commands)
    if (ProgramResult result = runProgram(command, root()); result.exitCode != 0)
      throw std::runtime_error(result.err);
}

std::map<std::string, std::string> SmallProject::files() const {
  std::map<std::string, std::string> found;
  for (const auto &entry : fs::recursive_directory_iterator(root())) {
    std::string name = entry.path().lexically_relative(root());
    std::string top = *entry.path().lexically_relative(root()).begin();
    if (entry.is_regular_file() && top != ".git" && top != "build" && top != ".cache" &&
        top != ".coax-cache")
      found[name] = read(name);
  }
  return found;
}

void SmallProject::writeDatabase() {
  nlohmann::json database = nlohmann::json::array();
  for (const auto &[name, flags] : flags_)
    database.push_back({{"directory", path("build")},
                        {"file", path(name)},
                        {"command", "c++ -std=c++17 " + flags + " -c " + path(name)}});
  write("build/compile_commands.json", database.dump(1));
}

WaitingProject::WaitingProject() {
  write("wait.h", "#pragma once\nint pause_a_while(unsigned milliseconds);\n");
  addUnit("wait.cpp", R"(#include "wait.h"

#include <unistd.h>

int pause_a_while(unsigned milliseconds) {
  return usleep(milliseconds * 1000);
}
)");
  addUnit("main.cpp", R"(#include "wait.h"

int main() {
  int failed = pause_a_while(1);
  return failed;
}
)");
}

} // namespace coax
