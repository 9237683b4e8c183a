// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two builds of linkcheck write the same bytes about the same site.
#include "checked_run.h"
#include "http_site.h"

using namespace test;

namespace {

std::string everyKindOfLink(const HttpSite &site, const Fd &silent, const TempDir &files) {
  std::string links = "# every kind of link\n";
  for (const char *path : {"/ok", "/missing", "/redirect/3", "/loop", "/flaky/1", "/flaky/9",
                           "/slow/100", "/garbage", "/forbidden", "/ok"})
    links += site.url(path) + "\n";
  links += "http://localhost:" + std::to_string(site.port()) + "/ok\n";
  links += "http://127.0.0.1:" + std::to_string(portOf(silent)) + "/\n";
  links += "tcp://127.0.0.1:" + std::to_string(portOf(silent)) + "\n";
  links += "http://linkcheck.invalid/\n";
  links += "file://" + files.write("here", "") + "\nfile://" + files.path("gone") + "\n";
  return links;
}

void sameOutput() {
  HttpSite site;
  const Fd silent = bindLoopback(false);
  const TempDir files;
  const std::string links = everyKindOfLink(site, silent, files);
  Outputs outputs[2];
  std::string tables[2];
  for (std::size_t which : {0, 1}) {
    const TempDir dir;
    site.reset();
    outputs[which] = checkLinks(links, dir, "retries = 2\nretry_delay_ms = 10\n",
                                {"--csv", dir.path("table")}, which);
    tables[which] = dir.read("table");
  }
  expectEqual(outputs[0].report, outputs[1].report, "report");
  expectEqual(outputs[0].log, outputs[1].log, "log");
  expectEqual(outputs[0].out, outputs[1].out, "standard output");
  expectEqual(outputs[0].errors, outputs[1].errors, "standard error");
  expectEqual(tables[0], tables[1], "table");
  expectEqual(outputs[0].exitCode, outputs[1].exitCode, "exit code");
  expectEqual(outputs[0].out, "16 links: 7 ok, 9 broken\n", "totals");
}

} // namespace

int main(int argc, char **argv) { return runCase(argc, argv, {{"same-output", sameOutput}}); }
