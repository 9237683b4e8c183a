// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For each unit: its size (8 bytes), then its bytes.
#include "bench/link/StoredSummaries.h"

#include "analyzers/model/SummaryBinary.h"

#include <cstdint>
#include <string_view>

#include <sys/wait.h>
#include <unistd.h>

namespace coax {

static bool writeAll(int descriptor, const void *bytes, std::size_t size) {
  const char *at = static_cast<const char *>(bytes);
  while (size > 0) {
    ssize_t written = ::write(descriptor, at, size);
    if (written <= 0)
      return false;
    at += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

static bool readAll(int descriptor, void *bytes, std::size_t size) {
  char *at = static_cast<char *>(bytes);
  while (size > 0) {
    ssize_t got = ::read(descriptor, at, size);
    if (got <= 0)
      return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

[[noreturn]] static void writeUnits(const SyntheticProgram &synthetic, int descriptor) {
  for (std::size_t unit = 0; unit < synthetic.units(); ++unit) {
    std::string bytes = toBytes(synthetic.unit(unit));
    std::uint64_t size = bytes.size();
    if (!writeAll(descriptor, &size, sizeof size) || !writeAll(descriptor, bytes.data(), size))
      ::_exit(1);
  }
  ::_exit(0);
}

StoredSummaries::StoredSummaries(const SyntheticProgram &synthetic) {
  int ends[2];
  if (::pipe(ends) != 0)
    return;
  child_ = ::fork();
  if (child_ == 0) {
    ::close(ends[0]);
    writeUnits(synthetic, ends[1]);
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

StoredSummaries::~StoredSummaries() {
  if (pipe_ >= 0)
    ::close(pipe_);
  if (child_ > 0)
    ::waitpid(child_, nullptr, 0);
}

std::string StoredSummaries::next() {
  std::uint64_t size = 0;
  if (!readAll(pipe_, &size, sizeof size))
    return {};
  std::string bytes(size, '\0');
  return readAll(pipe_, bytes.data(), size) ? bytes : std::string();
}

} // namespace coax
