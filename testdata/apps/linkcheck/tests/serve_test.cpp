// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversations with linkcheck --serve.
#include "child.h"
#include "http_site.h"
#include "line_client.h"
#include "test.h"

#include <memory>

using namespace test;

namespace {

/// A server that has checked \p links and waits for queries.
class Server {
public:
  explicit Server(const std::string &links)
      : child_({program(), "--config", dir_.write("config", "retries = 0\n"), "--log",
                dir_.path("log"), "--serve", "0", "--port-file", dir_.path("port"),
                dir_.write("links", links)},
               dir_.path("out"), dir_.path("errors")),
        port_(std::stoi(child_.awaitFile(dir_.path("port")))) {}

  int port() const { return port_; }

  /// Ends the server and compares all that it has written.
  void shutDown(const std::string &totals, const std::string &log, int exitCode) {
    expectEqual(LineClient(port_).ask("SHUTDOWN"), "BYE", "answer to SHUTDOWN");
    expectEqual(child_.wait(), exitCode, "exit code");
    expectEqual(dir_.read("out"),
                totals + "\nlistening on 127.0.0.1:" + std::to_string(port_) + "\n",
                "standard output");
    expectEqual(dir_.read("log"), log, "log");
    expectEqual(dir_.read("errors"), "", "standard error");
  }

private:
  TempDir dir_;
  Child child_;
  int port_;
};

const std::string noLinks = "0 links: 0 ok, 0 broken";
const std::string quietLog = "info: serving\ninfo: stopped\n";

void queries() {
  const HttpSite site;
  const std::string good = site.url("/redirect/1");
  const std::string bad = site.url("/missing");
  Server server(good + "\n" + bad + "\n");
  LineClient client(server.port());
  expectEqual(client.ask("PING"), "PONG", "PING");
  expectEqual(client.ask("COUNT"), "COUNT 2 1 1", "COUNT");
  expectEqual(client.ask("STATUS " + good), "ok 200 (1 redirect)", "STATUS");
  expectEqual(client.ask("STATUS  " + bad + " \r"), "broken 404", "STATUS with blanks");
  expectEqual(client.ask("STATUS http://elsewhere/"), "unknown", "STATUS of an unknown link");
  expectEqual(client.ask("LIST"), "LIST 2", "LIST");
  expectEqual(client.receive(), "ok 200 (1 redirect) " + good, "first of LIST");
  expectEqual(client.receive(), "broken 404 " + bad, "second of LIST");
  expectEqual(client.ask("ping"), "ERROR unknown request", "an unknown request");
  expectEqual(client.ask(""), "ERROR unknown request", "an empty request");
  server.shutDown(
      "2 links: 1 ok, 1 broken",
      "info: " + good + " ok 200 (1 redirect)\ninfo: " + bad + " broken 404\n" + quietLog, 1);
}

void pipelinedQueries() {
  Server server("");
  LineClient client(server.port());
  std::string requests;
  for (int i = 0; i < 500; ++i)
    requests += "PING\nSTATUS http://" + std::to_string(i) + "/\n";
  client.send(requests);
  for (int i = 0; i < 500; ++i) {
    expectEqual(client.receive(), "PONG", "answer to PING " + std::to_string(i));
    expectEqual(client.receive(), "unknown", "answer to STATUS " + std::to_string(i));
  }
  client.send("PI");
  client.send("NG\r");
  expectEqual(client.ask(""), "PONG", "a request in three pieces");
  server.shutDown(noLinks, quietLog, 0);
}

void fiftyConnections() {
  const HttpSite site;
  Server server(site.url("/ok") + "\n");
  std::vector<std::unique_ptr<LineClient>> clients;
  for (int i = 0; i < 50; ++i)
    clients.push_back(std::make_unique<LineClient>(server.port()));
  for (int round = 0; round < 5; ++round) {
    for (const auto &client : clients)
      client->send("COUNT\nSTATUS " + site.url("/ok") + "\n");
    for (auto client = clients.rbegin(); client != clients.rend(); ++client) {
      expectEqual((*client)->receive(), "COUNT 1 1 0", "COUNT");
      expectEqual((*client)->receive(), "ok 200", "STATUS");
    }
  }
  clients.clear();
  server.shutDown("1 links: 1 ok, 0 broken", "info: " + site.url("/ok") + " ok 200\n" + quietLog,
                  0);
}

void checkQuery() {
  const HttpSite site;
  const std::string flaky = site.url("/flaky/1");
  Server server(flaky + "\n");
  LineClient client(server.port());
  expectEqual(client.ask("STATUS " + flaky), "broken 503", "before");
  expectEqual(client.ask("CHECK " + flaky), "ok 200", "check");
  expectEqual(client.ask("STATUS " + flaky), "ok 200", "after");
  expectEqual(client.ask("CHECK nonsense"), "ERROR no scheme in 'nonsense'", "a bad link");

  LineClient waiting(server.port());
  waiting.send("CHECK " + site.url("/slow/400") + "\n");
  expectEqual(client.ask("PING"), "PONG", "a query while another one waits");
  expectEqual(waiting.receive(), "ok 200", "a slow check");
  expectEqual(client.ask("COUNT"), "COUNT 2 2 0", "COUNT");
  server.shutDown("1 links: 0 ok, 1 broken",
                  "info: " + flaky + " broken 503\ninfo: serving\ninfo: " + flaky +
                      " ok 200\ninfo: " + site.url("/slow/400") + " ok 200\ninfo: stopped\n",
                  1);
}

void longLine() {
  Server server("");
  LineClient client(server.port());
  client.send(std::string(20000, 'x'));
  expect(client.closed(), "the connection is still open");
  expectEqual(LineClient(server.port()).ask("PING"), "PONG", "the next connection");
  server.shutDown(noLinks,
                  "info: serving\nwarning: connection ended: line too long\ninfo: stopped\n", 0);
}

void quitCloses() {
  Server server("");
  LineClient client(server.port());
  expectEqual(client.ask("QUIT"), "BYE", "QUIT");
  expect(client.closed(), "the connection is still open");
  server.shutDown(noLinks, quietLog, 0);
}

void shutdownWithOpenConnections() {
  Server server("");
  std::vector<std::unique_ptr<LineClient>> clients;
  for (int i = 0; i < 20; ++i)
    clients.push_back(std::make_unique<LineClient>(server.port()));
  for (const auto &client : clients)
    expectEqual(client->ask("PING"), "PONG", "PING");
  server.shutDown(noLinks, quietLog, 0);
  for (const auto &client : clients)
    expect(client->closed(), "a connection outlived the server");
}

void portInUse() {
  const Fd taken = bindLoopback(true);
  const std::string port = std::to_string(portOf(taken));
  const TempDir dir;
  Child child({program(), "--serve", port}, dir.path("out"), dir.path("errors"));
  expectEqual(child.wait(), 2, "exit code");
  expectEqual(dir.read("errors"),
              "linkcheck: bind to 127.0.0.1:" + port + ": Address already in use\n",
              "standard error");
}

} // namespace

int main(int argc, char **argv) {
  return runCase(argc, argv,
                 {{"queries", queries},
                  {"pipelined-queries", pipelinedQueries},
                  {"fifty-connections", fiftyConnections},
                  {"check-query", checkQuery},
                  {"long-line", longLine},
                  {"quit-closes", quitCloses},
                  {"shutdown-with-open-connections", shutdownWithOpenConnections},
                  {"port-in-use", portInUse}});
}
