// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "log_file.h"

#include "net.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>

namespace linkcheck {

namespace {

std::string utcNow() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ ", &parts);
  return text;
}

} // namespace

LogFile::LogFile(const std::string &file, bool timestamps)
    : fd_(::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)),
      timestamps_(timestamps) {
  if (!fd_)
    throwErrno("open " + file);
}

void LogFile::write(const std::string &message, Level level) {
  if (!fd_)
    return;
  std::string line = timestamps_ ? utcNow() : std::string();
  line += level == Level::Warning ? "warning: " : "info: ";
  line += message;
  line += '\n';

  const std::lock_guard<std::mutex> lock(mutex_);
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t written = ::write(fd_.get(), line.data() + done, line.size() - done);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      throwErrno("write to the log");
    done += static_cast<std::size_t>(written);
  }
}

void LogFile::sync() {
  if (fd_ && ::fsync(fd_.get()) != 0 && errno != EINVAL)
    throwErrno("fsync of the log");
}

} // namespace linkcheck
