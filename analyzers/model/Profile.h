// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What sampling a running program gave: for every thread, how long it was off the CPU, in which
// system call, and the stack that led there. Plain values; no addresses of memory contents, no
// arguments of calls. Durations are nanoseconds of CLOCK_MONOTONIC.
#pragma once

#include <llvm/Support/Error.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coax {

/// What a thread waits for, as far as its system call and descriptor tell.
enum class WaitKind {
  Sleep,
  Lock, ///< futex: a mutex, a condition variable, a join, a future
  Socket,
  File,
  Pipe,
  Terminal,
  Events, ///< epoll, poll, select, io_uring: waiting for many things at once
  Process,
  Ipc,
  PageFault, ///< off the CPU outside of a system call
  Other,
};

/// How far a stack can be trusted.
enum class StackQuality {
  Complete,  ///< reached the thread's outermost frame by call frame information alone
  Recovered, ///< reached it, but a frame was found by matching return addresses with calls
  Truncated, ///< ended early: the outer frames are missing
};

/// One function at one place; an inlined function has a frame of its own.
struct ProfileFrame {
  std::string function;      ///< demangled signature; empty where the module has no symbol
  std::string file;          ///< as the debug information names it; empty without any
  unsigned line = 0;         ///< 1-based; 0 unknown
  unsigned column = 0;       ///< 1-based, bytes; 0 unknown
  std::string module;        ///< path of the ELF file; empty for code without one
  std::uint64_t address = 0; ///< virtual address in the module
  bool inlined = false;

  auto operator<=>(const ProfileFrame &) const = default;
};

struct ProfileStack {
  std::vector<std::size_t> frames; ///< indices into Profile::frames, innermost first
  StackQuality quality = StackQuality::Complete;

  auto operator<=>(const ProfileStack &) const = default;
};

struct ProfileThread {
  int process = 0;
  int thread = 0;
  std::string name;
  bool main = false;           ///< the process's first thread
  std::int64_t seenNs = 0;     ///< between its first and its last sample
  std::int64_t cpuNs = 0;      ///< as the scheduler counts, over the same time
  std::int64_t runQueueNs = 0; ///< ready to run without a CPU, likewise
  std::uint64_t samples = 0;
  std::uint64_t runningSamples = 0; ///< on a CPU or ready to run

  auto operator<=>(const ProfileThread &) const = default;
};

/// Time one thread spent off the CPU under one stack in one system call.
struct BlockedTime {
  std::size_t thread = 0; ///< index into Profile::threads
  std::size_t stack = 0;  ///< index into Profile::stacks
  WaitKind wait = WaitKind::Other;
  std::string syscall; ///< "futex"; "page-fault" outside of one
  std::int64_t totalNs = 0;
  std::int64_t longestNs = 0; ///< the longest single wait
  std::uint64_t waits = 0;    ///< how many waits were seen; shorter ones may have been missed
  std::uint64_t samples = 0;

  auto operator<=>(const BlockedTime &) const = default;
};

struct ProfileModule {
  std::string path;
  std::string buildId; ///< hexadecimal; empty if the file has none

  auto operator<=>(const ProfileModule &) const = default;
};

struct ProfileQuality {
  double rate = 0;      ///< ticks a second that were asked for
  double finalRate = 0; ///< lower than `rate` where the sampler used too much CPU
  std::uint64_t ticks = 0;
  std::uint64_t late = 0;      ///< ticks that began more than one mean interval too late
  std::uint64_t samples = 0;   ///< looks at one thread
  std::uint64_t discarded = 0; ///< the thread moved while its stack was copied
  std::uint64_t denied = 0;    ///< the kernel refused to show the thread
  std::uint64_t completeStacks = 0, recoveredStacks = 0, truncatedStacks = 0; ///< by sample
  std::int64_t samplerCpuNs = 0;

  auto operator<=>(const ProfileQuality &) const = default;
};

/// How the program under the profiler ended.
struct TargetExit {
  enum class Kind { StillRunning, Exited, Signaled, Unknown };
  Kind kind = Kind::Unknown; ///< Unknown: it was not started by the profiler
  int value = 0;             ///< exit status or signal number

  auto operator<=>(const TargetExit &) const = default;
};

struct Profile {
  std::vector<std::string> command; ///< empty when attached to a process
  int process = 0;                  ///< the first process
  std::int64_t durationNs = 0;
  TargetExit exit;
  ProfileQuality quality;
  std::vector<ProfileModule> modules;
  std::vector<ProfileFrame> frames;
  std::vector<ProfileStack> stacks;
  std::vector<ProfileThread> threads;
  std::vector<BlockedTime> blocked;

  auto operator<=>(const Profile &) const = default;
};

/// "sleep", "lock", "socket", …: one word for reports and JSON.
std::string_view nameOf(WaitKind wait);
std::string_view nameOf(StackQuality quality);

/// The JSON text that `coax profile -o` writes (docs/profile.md), one line, ends with a newline.
std::string printProfile(const Profile &profile);

/// Reads what printProfile() wrote. Fails with the file's name and what is wrong with it: no JSON,
/// another format or version, an index out of range.
llvm::Expected<Profile> parseProfile(std::string_view text, const std::string &name);

} // namespace coax
