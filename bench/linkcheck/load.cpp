// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coax_load: many connections to a linkcheck --serve at once; prints one JSON object.
#include "LoadGenerator.h"
#include "ProcessStatus.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <getopt.h>
#include <iostream>
#include <optional>
#include <string>
#include <sys/resource.h>

using namespace coax::bench;

namespace {

struct Options {
  int port = 0;
  int connections = 2000;
  int queries = 50;
  std::string request = "COUNT";
  int timeoutSeconds = 120;
  std::optional<pid_t> pid;
  bool shutdown = false;
};

constexpr char usage[] =
    "usage: coax_load --port N | --port-file FILE [OPTION]...\n"
    "  --connections N   held open together (2000)\n"
    "  --queries N       one after another on each connection (50)\n"
    "  --request LINE    what to send; must be answered with one line (COUNT)\n"
    "  --pid N           also read threads and memory of the server at full load\n"
    "  --timeout S       give up after S seconds (120)\n"
    "  --shutdown        send SHUTDOWN in the end\n";

int readPort(const char *file) {
  int port = 0;
  if (!(std::ifstream(file) >> port))
    std::fprintf(stderr, "coax_load: no port in %s\n", file);
  return port;
}

/// Nothing if the command line is wrong.
std::optional<Options> parseOptions(int argc, char **argv) {
  static const option known[] = {{"connections", required_argument, nullptr, 'c'},
                                 {"pid", required_argument, nullptr, 'i'},
                                 {"port", required_argument, nullptr, 'p'},
                                 {"port-file", required_argument, nullptr, 'f'},
                                 {"queries", required_argument, nullptr, 'q'},
                                 {"request", required_argument, nullptr, 'r'},
                                 {"shutdown", no_argument, nullptr, 's'},
                                 {"timeout", required_argument, nullptr, 't'},
                                 {nullptr, 0, nullptr, 0}};
  Options options;
  int letter;
  while ((letter = ::getopt_long(argc, argv, "", known, nullptr)) != -1) {
    if (letter == 'c')
      options.connections = std::atoi(optarg);
    else if (letter == 'i')
      options.pid = std::atoi(optarg);
    else if (letter == 'p')
      options.port = std::atoi(optarg);
    else if (letter == 'f')
      options.port = readPort(optarg);
    else if (letter == 'q')
      options.queries = std::atoi(optarg);
    else if (letter == 'r')
      options.request = optarg;
    else if (letter == 's')
      options.shutdown = true;
    else if (letter == 't')
      options.timeoutSeconds = std::atoi(optarg);
    else
      return std::nullopt;
  }
  if (options.port <= 0 || options.connections <= 0 || options.queries <= 0 || optind < argc)
    return std::nullopt;
  return options;
}

void raiseDescriptorLimit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// In microseconds; \p sorted in ascending order, \p share in [0, 1].
std::uint32_t percentile(const std::vector<std::uint32_t> &sorted, double share) {
  if (sorted.empty())
    return 0;
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void print(const char *key, long value) { std::printf("  \"%s\": %ld,\n", key, value); }
void print(const char *key, double value) { std::printf("  \"%s\": %.6f,\n", key, value); }

void printServer(const ProcessStatus &status) {
  print("server_threads", status.threads);
  print("server_rss_kib", status.residentKib);
  print("server_peak_rss_kib", status.peakResidentKib);
  print("server_virtual_kib", status.virtualKib);
  print("server_page_tables_kib", status.pageTablesKib);
}

int run(const Options &options) {
  const auto deadline = Clock::now() + std::chrono::seconds(options.timeoutSeconds);
  LoadGenerator load(options.port, options.connections);
  const auto opened = Clock::now();
  load.open();
  load.ask("PING", 1, deadline); // Now the server has everybody.
  const double openSeconds = secondsSince(opened);
  load.takeLatencies();

  const auto asked = Clock::now();
  load.ask(options.request, options.queries, deadline);
  const double seconds = secondsSince(asked);
  std::vector<std::uint32_t> latencies = load.takeLatencies();
  std::sort(latencies.begin(), latencies.end());

  std::printf("{\n");
  print("connections", long{options.connections});
  print("connect_seconds", openSeconds);
  print("requests", static_cast<long>(latencies.size()));
  print("seconds", seconds);
  print("requests_per_second", static_cast<double>(latencies.size()) / seconds);
  print("latency_p50_us", long{percentile(latencies, 0.50)});
  print("latency_p99_us", long{percentile(latencies, 0.99)});
  if (options.pid)
    printServer(readProcessStatus(*options.pid)); // All connections are still open.
  std::printf("  \"errors\": %d\n}\n", load.errors());
  return load.errors() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/// Asks the server to end. False if it does not say BYE.
bool shutDown(int port) {
  LoadGenerator last(port, 1);
  last.open();
  last.ask("SHUTDOWN", 1, Clock::now() + std::chrono::seconds(10));
  return last.errors() == 0;
}

} // namespace

int main(int argc, char **argv) {
  const std::optional<Options> options = parseOptions(argc, argv);
  if (!options) {
    std::cerr << usage;
    return 2;
  }
  raiseDescriptorLimit();
  try {
    const int code = run(*options);
    if (options->shutdown && !shutDown(options->port))
      return EXIT_FAILURE;
    return code;
  } catch (const std::exception &error) {
    std::cerr << "coax_load: " << error.what() << std::endl;
    return EXIT_FAILURE;
  }
}
