// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What linkcheck writes about links, byte for byte.
#include "checked_run.h"
#include "http_site.h"
#include "line_client.h"

#include <regex>
#include <sys/socket.h>
#include <thread>

using namespace test;

namespace {

/// Checks one link and compares the whole report. \p word is what stands before the link.
void expectVerdict(const std::string &link, const std::string &word, bool ok,
                   const std::string &config = "retry_delay_ms = 10\n") {
  const TempDir dir;
  const Outputs outputs = checkLinks(link + "\n", dir, config);
  const std::string totals = ok ? "1 ok, 0 broken" : "0 ok, 1 broken";
  expectEqual(outputs.report, word + " " + link + "\n" + totals + "\n", "report");
  expectEqual(outputs.out, "1 links: " + totals + "\n", "standard output");
  expectEqual(outputs.errors, "", "standard error");
  expectEqual(outputs.exitCode, ok ? 0 : 1, "exit code");
}

void ok() {
  const HttpSite site;
  expectVerdict(site.url("/ok"), "ok 200", true);
  expectEqual(site.requests("/ok"), 1, "requests");
}

void notFound() {
  const HttpSite site;
  expectVerdict(site.url("/missing"), "broken 404", false);
  expectEqual(site.requests("/missing"), 1, "requests");
}

void redirect() {
  const HttpSite site;
  expectVerdict(site.url("/redirect/1"), "ok 200 (1 redirect)", true);
  expectVerdict(site.url("/redirect/3"), "ok 200 (3 redirects)", true);
}

void redirectLoop() {
  const HttpSite site;
  expectVerdict(site.url("/loop"), "broken failed (4 redirects)", false, "max_redirects = 4\n");
  expectEqual(site.requests("/loop"), 5, "requests");
}

void acceptedStatus() {
  const HttpSite site;
  expectVerdict(site.url("/forbidden"), "broken 403", false);
  expectVerdict(site.url("/forbidden"), "ok 403", true, "accept_status = 401, 403\n");
}

void headOnly() {
  const HttpSite site;
  expectVerdict(site.url("/head-only"), "broken 405", false, "method = get\n");
  expectVerdict(site.url("/head-only"), "ok 200", true, "method = head\n");
}

void retryAfter503() {
  const HttpSite site;
  const TempDir dir;
  const std::string link = site.url("/flaky/2");
  const Outputs outputs = checkLinks(link + "\n", dir);
  expectEqual(outputs.report, "ok 200 (2 retries) " + link + "\n1 ok, 0 broken\n", "report");
  expectEqual(outputs.log,
              "warning: attempt 1 at " + link + ": bad status, trying again\n" +
                  "warning: attempt 2 at " + link + ": bad status, trying again\n" +
                  "info: " + link + " ok 200 (2 retries)\n",
              "log");
  expectEqual(site.requests("/flaky/2"), 3, "requests");
}

void retriesRunOut() {
  const HttpSite site;
  expectVerdict(site.url("/flaky/9"), "broken 503 (1 retry)", false,
                "retries = 1\nretry_delay_ms = 10\n");
  expectEqual(site.requests("/flaky/9"), 2, "requests");
}

void connectionRefused() {
  const Fd silent = bindLoopback(false);
  const std::string address = "127.0.0.1:" + std::to_string(portOf(silent)) + "/";
  expectVerdict("http://" + address, "broken connection refused (2 retries)", false);
  expectVerdict("tcp://" + address, "broken connection refused (2 retries)", false);
  const std::string sixth = "http://[::1]:" + std::to_string(portOf(silent)) + "/";
  expectVerdict(sixth, "broken connection refused (2 retries)", false);
}

void unresolvableHost() {
  expectVerdict("http://linkcheck.invalid/", "broken unresolvable host", false);
  expectVerdict("tcp://linkcheck.invalid:80", "broken unresolvable host", false);
}

void slowAnswer() {
  const HttpSite site;
  expectVerdict(site.url("/slow/300"), "ok 200", true, "timeout_ms = 60000\n");
}

void timeout() {
  const HttpSite site;
  expectVerdict(site.url("/stall"), "broken timeout", false, "timeout_ms = 200\nretries = 0\n");
  const Fd mute = bindLoopback(true);
  expectVerdict("tcp://127.0.0.1:" + std::to_string(portOf(mute)), "broken timeout (1 retry)",
                false, "timeout_ms = 50\nretries = 1\nretry_delay_ms = 10\n");
}

void garbage() {
  const HttpSite site;
  expectVerdict(site.url("/garbage"), "broken failed", false);
}

void fileLinks() {
  const TempDir files;
  const std::string file = files.write("here", "text");
  expectVerdict("file://" + file, "ok", true);
  expectVerdict("file://" + files.path("gone"), "broken no such file", false);
}

void tcpGreeting() {
  const Fd listener = bindLoopback(true);
  Fd peer;
  std::thread greeter([&] {
    peer = acceptOne(listener);
    sendText(peer.get(), "220 welcome\r\n");
  });
  const TempDir dir;
  const std::string link = "tcp://127.0.0.1:" + std::to_string(portOf(listener));
  const Outputs outputs = checkLinks(link + "\n", dir);
  ::shutdown(listener.get(), SHUT_RDWR);
  greeter.join();
  expectEqual(outputs.report, "ok " + link + "\n1 ok, 0 broken\n", "report");
}

void duplicates() {
  const HttpSite site;
  const TempDir dir;
  const std::string link = site.url("/ok");
  const Outputs outputs = checkLinks(link + "\n# a comment\n\n  " + link + "\r\n", dir);
  expectEqual(outputs.report, "ok 200 " + link + "\nok 200 " + link + "\n2 ok, 0 broken\n",
              "report");
  expectEqual(site.requests("/ok"), 1, "requests");
}

void csv() {
  const HttpSite site;
  const TempDir dir;
  const std::string links = site.url("/flaky/1") + "\n" + site.url("/redirect/2") + "\n" +
                            site.url("/missing") + "\nfile:///no/\"such\"\n";
  checkLinks(links, dir, "retry_delay_ms = 10\n", {"--csv", dir.path("table")});
  expectEqual(dir.read("table"),
              "url,result,status,redirects,attempts\n\"" + site.url("/flaky/1") +
                  "\",ok,200,0,2\n\"" + site.url("/redirect/2") + "\",ok,200,2,1\n\"" +
                  site.url("/missing") + "\",bad status,404,0,1\n" +
                  "\"file:///no/\"\"such\"\"\",no such file,0,0,1\n",
              "table");
}

/// Takes one conversation, confirms each line, returns what was said.
std::string collect(const Fd &listener) {
  LineClient peer(acceptOne(listener));
  std::string said;
  while (true) {
    const std::string line = peer.receive();
    said += line + "\n";
    peer.send("OK\n");
    if (line.compare(0, 4, "DONE") == 0)
      return said;
  }
}

void notify() {
  const HttpSite site;
  const Fd listener = bindLoopback(true);
  const TempDir dir;
  Child child({program(), "--notify", "localhost:" + std::to_string(portOf(listener)),
               dir.write("links", site.url("/missing") + "\n" + site.url("/ok") + "\n" +
                                      site.url("/forbidden") + "\n")},
              dir.path("out"), dir.path("errors"));
  const std::string said = collect(listener);
  expectEqual(
      said, "BROKEN " + site.url("/missing") + "\nBROKEN " + site.url("/forbidden") + "\nDONE 2\n",
      "notifications");
  expectEqual(child.wait(), 1, "exit code");
}

void appends() {
  const HttpSite site;
  const TempDir dir;
  const std::string link = site.url("/ok");
  checkLinks(link + "\n", dir);
  const Outputs second = checkLinks(link + "\n", dir);
  const std::string report = "ok 200 " + link + "\n1 ok, 0 broken\n";
  const std::string log = "info: " + link + " ok 200\n";
  expectEqual(second.report, report + report, "report");
  expectEqual(second.log, log + log, "log");
}

void timestamps() {
  const HttpSite site;
  const TempDir dir;
  const Outputs outputs =
      checkLinks(site.url("/ok") + "\n", dir, "retries = 0\n", {"--timestamps"});
  const std::regex stamped(
      "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z info: http[^ ]* ok 200\n");
  expect(std::regex_match(outputs.log, stamped), "no time in the log:\n" + outputs.log);
}

} // namespace

int main(int argc, char **argv) {
  return runCase(argc, argv,
                 {{"ok", ok},
                  {"not-found", notFound},
                  {"redirect", redirect},
                  {"redirect-loop", redirectLoop},
                  {"accepted-status", acceptedStatus},
                  {"head-only", headOnly},
                  {"retry-after-503", retryAfter503},
                  {"retries-run-out", retriesRunOut},
                  {"connection-refused", connectionRefused},
                  {"unresolvable-host", unresolvableHost},
                  {"slow-answer", slowAnswer},
                  {"timeout", timeout},
                  {"garbage", garbage},
                  {"file-links", fileLinks},
                  {"tcp-greeting", tcpGreeting},
                  {"duplicates", duplicates},
                  {"csv", csv},
                  {"notify", notify},
                  {"appends", appends},
                  {"timestamps", timestamps}});
}
