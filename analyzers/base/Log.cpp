// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analyzers/base/Log.h"

#include <cerrno>
#include <string>
#include <unistd.h>

namespace coax {

static LogLevel currentLevel = LogLevel::Normal;

void setLogLevel(LogLevel level) { currentLevel = level; }
LogLevel logLevel() { return currentLevel; }

static void writeAll(std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return; // nobody reads the log; there is no better place to say so
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void logLine(LogLevel level, std::string_view message) {
  if (level > currentLevel)
    return;
  std::string line = level == LogLevel::Error ? "coax: error: " : "coax: ";
  line += message;
  line += '\n';
  writeAll(line);
}

} // namespace coax
