// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The log: one line an event, appended.
#pragma once

#include "unique_fd.h"

#include <mutex>
#include <string>

namespace linkcheck {

enum class Level { Info, Warning };

/// Appends lines to a file. Lines of several threads do not mix. A log without a file swallows
/// what it is given.
class LogFile {
public:
  LogFile() = default;
  /// Creates the file if need be. \throws std::system_error
  explicit LogFile(const std::string &file, bool timestamps = false);

  /// \throws std::system_error if the disk is full or gone.
  void write(const std::string &message, Level level = Level::Info);
  /// Returns once what was written is on the disk.
  void sync();

private:
  std::mutex mutex_;
  UniqueFd fd_;
  bool timestamps_ = false;
};

} // namespace linkcheck
