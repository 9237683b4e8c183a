// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace linkcheck {

class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

struct Options {
  std::string urlFile; ///< May be empty with --serve.
  std::string configFile;
  std::string logFile;
  std::string reportFile;
  std::string csvFile;
  std::string collectorHost; ///< Empty: nobody is notified.
  std::string collectorPort;
  std::string portFile;
  std::optional<std::uint16_t> servePort; ///< Set with --serve; 0 takes any free port.
  bool timestamps = false;
  bool help = false;
};

/// The text for --help.
const char *usage();

/// \throws UsageError
Options parseOptions(int argc, char **argv);

} // namespace linkcheck
