// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "options.h"

#include <getopt.h>

namespace linkcheck {

namespace {

const option longOptions[] = {
    {"config", required_argument, nullptr, 'c'}, {"csv", required_argument, nullptr, 'C'},
    {"help", no_argument, nullptr, 'h'},         {"log", required_argument, nullptr, 'l'},
    {"notify", required_argument, nullptr, 'n'}, {"port-file", required_argument, nullptr, 'p'},
    {"report", required_argument, nullptr, 'r'}, {"serve", required_argument, nullptr, 's'},
    {"timestamps", no_argument, nullptr, 't'},   {nullptr, 0, nullptr, 0}};

std::uint16_t parsePort(const std::string &text) {
  std::size_t used = 0;
  unsigned long port = 65536;
  try {
    port = std::stoul(text, &used);
  } catch (const std::exception &) {
  }
  if (used != text.size() || port > 65535)
    throw UsageError("'" + text + "' is not a port");
  return static_cast<std::uint16_t>(port);
}

void parseCollector(const std::string &text, Options &options) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0)
    throw UsageError("'" + text + "' is not HOST:PORT");
  options.collectorHost = text.substr(0, colon);
  options.collectorPort = std::to_string(parsePort(text.substr(colon + 1)));
}

void apply(int letter, Options &options) {
  switch (letter) {
  case 'c':
    options.configFile = optarg;
    break;
  case 'C':
    options.csvFile = optarg;
    break;
  case 'h':
    options.help = true;
    break;
  case 'l':
    options.logFile = optarg;
    break;
  case 'n':
    parseCollector(optarg, options);
    break;
  case 'p':
    options.portFile = optarg;
    break;
  case 'r':
    options.reportFile = optarg;
    break;
  case 's':
    options.servePort = parsePort(optarg);
    break;
  case 't':
    options.timestamps = true;
    break;
  default:
    throw UsageError("unknown option or missing argument");
  }
}

} // namespace

const char *usage() {
  return "usage: linkcheck [OPTION]... URLFILE\n"
         "       linkcheck [OPTION]... --serve PORT [URLFILE]\n"
         "Checks the links in URLFILE, one a line.\n"
         "\n"
         "  -c, --config FILE       settings (key = value)\n"
         "  -l, --log FILE          append what happens to FILE\n"
         "  -r, --report FILE       append the results to FILE\n"
         "  -C, --csv FILE          append the results to FILE as CSV\n"
         "  -n, --notify HOST:PORT  tell a collector about broken links\n"
         "  -s, --serve PORT        then answer status queries; 0 takes any port\n"
         "  -p, --port-file FILE    write the port that --serve took to FILE\n"
         "  -t, --timestamps        put the time before each line of the log\n"
         "  -h, --help              show this\n"
         "\n"
         "Exit code: 0 all links work, 1 some do not, 2 wrong usage or a failure.\n";
}

Options parseOptions(int argc, char **argv) {
  Options options;
  opterr = 0;
  int letter;
  while ((letter = ::getopt_long(argc, argv, "c:C:hl:n:p:r:s:t", longOptions, nullptr)) != -1)
    apply(letter, options);
  if (options.help)
    return options;
  if (argc - optind > 1)
    throw UsageError("more than one URLFILE");
  if (optind < argc)
    options.urlFile = argv[optind];
  else if (!options.servePort)
    throw UsageError("no URLFILE");
  return options;
}

} // namespace linkcheck
