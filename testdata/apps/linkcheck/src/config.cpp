// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "config.h"

#include "text.h"

#include <fstream>

namespace linkcheck {

namespace {

long parseNumber(const std::string &value, long low, long high) {
  std::size_t used = 0;
  long number = 0;
  try {
    number = std::stol(value, &used);
  } catch (const std::exception &) {
    throw ConfigError("'" + value + "' is not a number");
  }
  if (used != value.size())
    throw ConfigError("'" + value + "' is not a number");
  if (number < low || number > high)
    throw ConfigError(value + " is not in " + std::to_string(low) + ".." + std::to_string(high));
  return number;
}

std::chrono::milliseconds parseDuration(const std::string &value) {
  return std::chrono::milliseconds(parseNumber(value, 1, 600000));
}

bool parseMethod(const std::string &value) {
  if (value == "get")
    return false;
  if (value == "head")
    return true;
  throw ConfigError("'" + value + "' is neither get nor head");
}

void apply(Config &config, const std::string &key, const std::string &value) {
  if (key == "retries")
    config.retries = static_cast<int>(parseNumber(value, 0, 20));
  else if (key == "retry_delay_ms")
    config.retryDelay = parseDuration(value);
  else if (key == "timeout_ms")
    config.timeout = parseDuration(value);
  else if (key == "max_redirects")
    config.maxRedirects = parseNumber(value, 0, 50);
  else if (key == "method")
    config.headOnly = parseMethod(value);
  else if (key == "user_agent")
    config.userAgent = value;
  else if (key == "accept_status")
    for (const std::string &code : split(value, ','))
      config.acceptStatus.insert(parseNumber(code, 100, 599));
  else
    throw ConfigError("unknown key '" + key + "'");
}

/// Applies one line; comments and blank lines change nothing.
void applyLine(Config &config, std::string line) {
  line = trim(line.substr(0, line.find('#')));
  if (line.empty())
    return;
  const auto equals = line.find('=');
  if (equals == std::string::npos)
    throw ConfigError("expected 'key = value'");
  apply(config, trim(line.substr(0, equals)), trim(line.substr(equals + 1)));
}

} // namespace

Config loadConfig(const std::string &file) {
  std::ifstream in(file);
  if (!in)
    throw ConfigError(file + ": cannot be opened");

  Config config;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    try {
      applyLine(config, line);
    } catch (const ConfigError &error) {
      throw ConfigError(file + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return config;
}

} // namespace linkcheck
