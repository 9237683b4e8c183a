// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One thread of the target: looks at it once a tick and adds what it sees to a Recording. The
// scheduler's count of times the thread was put on a CPU (schedstat, field 3) serves as sequence
// lock and as fingerprint: unchanged since the last tick, the thread has not moved and nothing
// else is read; unchanged around the copy of its stack, the copy is consistent.
#pragma once

#include "tool/profiler/ProcFs.h"
#include "tool/profiler/Recording.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace coax::profiler {

using Nanoseconds = std::int64_t; ///< of CLOCK_MONOTONIC

Nanoseconds monotonicNow();

/// A file of /proc that is read again and again. Kept open while descriptors are plentiful.
class ProcReader {
public:
  explicit ProcReader(std::string path) : path_(std::move(path)) {}
  ProcReader(ProcReader &&other) noexcept;
  ProcReader &operator=(ProcReader &&) = delete;
  ~ProcReader();

  /// The content, valid until the next call; nothing on an error, which errno then tells.
  std::optional<llvm::StringRef> read();

private:
  std::string path_;
  int fd_ = -1;
  char text_[512];
};

enum class ThreadSight { Seen, Gone, Denied };

class ThreadSampler {
public:
  /// Adds the thread to the recording.
  ThreadSampler(pid_t process, pid_t thread, Recording &recording);

  pid_t thread() const { return thread_; }

  /// One look. `space` is reloaded when code is met that it does not know.
  ThreadSight sample(AddressSpace &space, Unwinder &unwinder, Recording &recording);

  /// The process runs another program now: the last stack means nothing any more.
  void forget() { current_.reset(); }

private:
  struct Wait {
    std::size_t entry;      ///< in Recording::blocked
    std::size_t stack;      ///< in Recording::stacks
    Nanoseconds length = 0; ///< so far
  };

  std::optional<Wait> look(AddressSpace &space, Unwinder &unwinder, Recording &recording,
                           const SchedStat &before, ThreadSight &sight);
  std::optional<RawStack> copyStack(const AddressSpace &space, Unwinder &unwinder,
                                    const BlockedCall &call, const SchedStat &before);
  bool unmovedSince(const SchedStat &before);
  void account(Recording &recording, std::optional<Wait> next, bool sameWait, Nanoseconds now);
  void count(Recording &recording, const SchedStat &stat, Nanoseconds now);

  pid_t process_, thread_;
  std::size_t index_; ///< in Recording::threads
  ProcReader schedstat_, syscall_;
  std::optional<SchedStat> first_, last_;
  Nanoseconds firstTime_ = 0, lastTime_ = 0;
  std::optional<Wait> current_;
};

} // namespace coax::profiler
