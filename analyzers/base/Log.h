// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The log: lines for people on stderr. stdout belongs to the report. Messages start lower-case and
// carry no full stop. Each line is one write, so lines of several processes do not mix.
#pragma once

#include <llvm/Support/FormatVariadic.h>

#include <string_view>

namespace coax {

enum class LogLevel { Error, Normal, Verbose };

/// Lines above this level are dropped. Set once, before workers are forked; Normal at start.
void setLogLevel(LogLevel level);
LogLevel logLevel();

/// Writes "coax: MESSAGE". Errors get "coax: error: MESSAGE".
void logLine(LogLevel level, std::string_view message);

/// For what makes a result wrong or incomplete. Arguments as in llvm::formatv.
template <typename... Args> void elog(const char *format, Args &&...args) {
  logLine(LogLevel::Error, llvm::formatv(format, std::forward<Args>(args)...).str());
}

/// For what a user of one run wants to know.
template <typename... Args> void log(const char *format, Args &&...args) {
  if (logLevel() >= LogLevel::Normal)
    logLine(LogLevel::Normal, llvm::formatv(format, std::forward<Args>(args)...).str());
}

/// For what helps to understand coax itself (--verbose).
template <typename... Args> void vlog(const char *format, Args &&...args) {
  if (logLevel() >= LogLevel::Verbose)
    logLine(LogLevel::Verbose, llvm::formatv(format, std::forward<Args>(args)...).str());
}

} // namespace coax
