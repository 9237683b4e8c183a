// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// linkcheck: finds dead links.
#include "checker.h"
#include "config.h"
#include "log_file.h"
#include "options.h"
#include "reporter.h"
#include "status_server.h"
#include "url.h"

#include <cstdio>
#include <curl/curl.h>
#include <fstream>
#include <iostream>

using namespace linkcheck;

namespace {

struct CurlLibrary {
  CurlLibrary() { curl_global_init(CURL_GLOBAL_DEFAULT); }
  ~CurlLibrary() { curl_global_cleanup(); }
};

void attachReporters(const Options &options, FanOutReporter &reporters) {
  if (!options.reportFile.empty())
    reporters.attach(std::make_unique<TextReporter>(options.reportFile));
  if (!options.csvFile.empty())
    reporters.attach(std::make_unique<CsvReporter>(options.csvFile));
  if (!options.collectorHost.empty()) {
    Resolver resolver;
    reporters.attach(std::make_unique<NotifyReporter>(
        resolver.resolve(options.collectorHost, options.collectorPort)));
  }
}

Totals checkAll(const std::vector<Url> &urls, Checker &checker, Reporter &reporter) {
  Totals totals;
  for (const Url &url : urls) {
    const CheckResult result = checker.check(url);
    ++(result.fetched.ok() ? totals.ok : totals.broken);
    reporter.add(result);
  }
  reporter.finish(totals);
  return totals;
}

/// Readers of the file never see half a number: it appears by rename.
void writePortFile(const std::string &file, std::uint16_t port) {
  const std::string temporary = file + ".tmp";
  std::ofstream out(temporary);
  out << port << '\n';
  out.close();
  if (!out || std::rename(temporary.c_str(), file.c_str()) != 0)
    throw std::runtime_error("cannot write " + file);
}

void serve(const Options &options, Checker &checker, ResultCache &results, LogFile &log) {
  StatusServer server(checker, results, log);
  server.open(*options.servePort);
  if (!options.portFile.empty())
    writePortFile(options.portFile, server.port());
  std::cout << "listening on 127.0.0.1:" << server.port() << std::endl;
  log.write("serving");
  server.run();
  log.write("stopped");
}

int run(const Options &options) {
  const Config config = options.configFile.empty() ? Config() : loadConfig(options.configFile);
  const std::vector<Url> urls =
      options.urlFile.empty() ? std::vector<Url>() : readUrlFile(options.urlFile);

  const auto log = options.logFile.empty()
                       ? std::make_unique<LogFile>()
                       : std::make_unique<LogFile>(options.logFile, options.timestamps);
  ResultCache results;
  Checker checker(config, results, *log);
  FanOutReporter reporters;
  attachReporters(options, reporters);

  const Totals totals = checkAll(urls, checker, reporters);
  std::cout << totals.all() << " links: " << totals.ok << " ok, " << totals.broken << " broken"
            << std::endl;
  if (options.servePort)
    serve(options, checker, results, *log);
  log->sync();
  return totals.broken == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv) {
  try {
    const Options options = parseOptions(argc, argv);
    if (options.help) {
      std::cout << usage();
      return 0;
    }
    const CurlLibrary curl;
    return run(options);
  } catch (const UsageError &error) {
    std::cerr << "linkcheck: " << error.what() << "\n\n" << usage();
  } catch (const std::exception &error) {
    std::cerr << "linkcheck: " << error.what() << std::endl;
  }
  return 2;
}
