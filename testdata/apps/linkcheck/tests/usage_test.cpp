// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What linkcheck says when it cannot start.
#include "checked_run.h"

using namespace test;

namespace {

/// Runs with \p arguments and compares the first line of what is said.
void expectRefusal(const std::vector<std::string> &arguments, const std::string &message) {
  const TempDir dir;
  const Outputs outputs = runProgram(arguments, dir);
  expectEqual(outputs.exitCode, 2, "exit code");
  expectEqual(outputs.out, "", "standard output");
  const std::string firstLine = outputs.errors.substr(0, outputs.errors.find('\n'));
  expectEqual(firstLine, "linkcheck: " + message, "standard error");
}

void help() {
  const TempDir dir;
  const Outputs outputs = runProgram({"--help"}, dir);
  expectEqual(outputs.exitCode, 0, "exit code");
  expectEqual(outputs.out.substr(0, 37), "usage: linkcheck [OPTION]... URLFILE\n", "usage");
}

void usageErrors() {
  expectRefusal({}, "no URLFILE");
  expectRefusal({"one", "two"}, "more than one URLFILE");
  expectRefusal({"--colour", "one"}, "unknown option or missing argument");
  expectRefusal({"--serve"}, "unknown option or missing argument");
  expectRefusal({"--serve", "70000"}, "'70000' is not a port");
  expectRefusal({"--serve", "http"}, "'http' is not a port");
  expectRefusal({"--notify", "nowhere", "one"}, "'nowhere' is not HOST:PORT");
}

void configErrors() {
  const TempDir dir;
  const std::string links = dir.write("links", "");
  const auto refuses = [&](const std::string &text, const std::string &message) {
    const std::string config = dir.write("config", text);
    expectRefusal({"--config", config, links}, config + message);
  };
  refuses("retries = 1\nspeed = 3\n", ":2: unknown key 'speed'");
  refuses("\n# fine\nretries\n", ":3: expected 'key = value'");
  refuses("retries = many\n", ":1: 'many' is not a number");
  refuses("retries = 3x\n", ":1: '3x' is not a number");
  refuses("retries = -1\n", ":1: -1 is not in 0..20");
  refuses("timeout_ms = 0 # never\n", ":1: 0 is not in 1..600000");
  refuses("method = post\n", ":1: 'post' is neither get nor head");
  refuses("accept_status = 403, 900\n", ":1: 900 is not in 100..599");
  expectRefusal({"--config", dir.path("none"), links}, dir.path("none") + ": cannot be opened");
}

void urlErrors() {
  const TempDir dir;
  expectRefusal({dir.path("none")}, "cannot open " + dir.path("none"));
  const std::string links = dir.write("links", "http://127.0.0.1/\nhttp//oops\n");
  expectRefusal({links}, links + ":2: no scheme in 'http//oops'");
}

void unwritableFiles() {
  const TempDir dir;
  const std::string links = dir.write("links", "");
  const std::string nowhere = dir.path("no/such/directory");
  expectRefusal({"--report", nowhere, links}, "cannot open the report " + nowhere);
  expectRefusal({"--log", nowhere, links}, "open " + nowhere + ": No such file or directory");
}

} // namespace

int main(int argc, char **argv) {
  return runCase(argc, argv,
                 {{"help", help},
                  {"usage-errors", usageErrors},
                  {"config-errors", configErrors},
                  {"url-errors", urlErrors},
                  {"unwritable-files", unwritableFiles}});
}
