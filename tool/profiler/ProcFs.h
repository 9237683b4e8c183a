// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text of /proc ⇒ values. The parsers are pure; the readers below them open files and return
// nothing when the process or thread is gone. Nothing here stops or signals the target.
#pragma once

#include <llvm/ADT/StringRef.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace coax::profiler {

/// /proc/PID/task/TID/schedstat. Source: Documentation/scheduler/sched-stats.rst.
struct SchedStat {
  std::uint64_t cpuNs = 0;      ///< time on a CPU
  std::uint64_t runQueueNs = 0; ///< time runnable without a CPU
  std::uint64_t switches = 0;   ///< times scheduled in; unchanged means "has not run since"

  bool operator==(const SchedStat &) const = default;
};

/// /proc/PID/task/TID/syscall of a thread that is off the CPU. Source: proc_pid_syscall(5).
struct BlockedCall {
  long number = -1; ///< system call; -1 outside of one (a page fault)
  std::array<std::uint64_t, 6> arguments{};
  std::uint64_t stackPointer = 0;
  std::uint64_t programCounter = 0;
};

/// One line of /proc/PID/maps. [begin, end) in the target's address space.
struct Mapping {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t fileOffset = 0;
  bool executable = false;
  std::uint64_t inode = 0;
  std::string path; ///< absolute, "[vdso]" or empty; the suffix " (deleted)" is kept
};

std::optional<SchedStat> parseSchedStat(llvm::StringRef text);

/// Nothing for the text "running" and for text that is not of this file.
std::optional<BlockedCall> parseBlockedCall(llvm::StringRef text);

/// Lines that do not parse are left out.
std::vector<Mapping> parseMaps(llvm::StringRef text);

/// The file's first bytes, at most 4 MiB; nothing if it cannot be opened or read.
std::optional<std::string> readProcFile(const std::string &path);

std::vector<Mapping> readMaps(pid_t process);
std::vector<pid_t> listThreads(pid_t process);

/// Processes that this thread started. Empty also where the kernel lacks CONFIG_PROC_CHILDREN.
std::vector<pid_t> listChildren(pid_t process, pid_t thread);

/// /proc/PID/task/TID/comm, without the newline; empty when the thread is gone.
std::string readThreadName(pid_t process, pid_t thread);

/// Target of a symbolic link such as /proc/PID/exe; empty when it cannot be read.
std::string readLink(const std::string &path);

/// "/proc/PID/task/TID/NAME"
std::string taskPath(pid_t process, pid_t thread, const char *name);

} // namespace coax::profiler
