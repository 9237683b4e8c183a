// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/ThreadSampler.h"

#include "tool/profiler/WaitClass.h"

#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace coax::profiler {

Nanoseconds monotonicNow() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * Nanoseconds{1'000'000'000} + now.tv_nsec;
}

ProcReader::ProcReader(ProcReader &&other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)) {}

ProcReader::~ProcReader() {
  if (fd_ >= 0)
    close(fd_);
}

std::optional<llvm::StringRef> ProcReader::read() {
  // Some descriptors stay free for opening modules and listing threads.
  constexpr int spare = 64;
  static const long limit = sysconf(_SC_OPEN_MAX);
  int fd = fd_ >= 0 ? fd_ : open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return std::nullopt;
  ssize_t got = pread(fd, text_, sizeof text_, 0);
  int error = errno;
  bool keep = fd + spare < limit;
  if (!keep)
    close(fd);
  fd_ = keep ? fd : -1;
  errno = error;
  if (got < 0)
    return std::nullopt;
  return llvm::StringRef(text_, static_cast<std::size_t>(got));
}

static ProfileThread describeThread(pid_t process, pid_t thread) {
  ProfileThread description;
  description.process = process;
  description.thread = thread;
  description.main = process == thread;
  description.name = readThreadName(process, thread);
  return description;
}

ThreadSampler::ThreadSampler(pid_t process, pid_t thread, Recording &recording)
    : process_(process), thread_(thread), index_(recording.threads.size()),
      schedstat_(taskPath(process, thread, "schedstat")),
      syscall_(taskPath(process, thread, "syscall")) {
  recording.threads.push_back(describeThread(process, thread));
}

ThreadSight ThreadSampler::sample(AddressSpace &space, Unwinder &unwinder, Recording &recording) {
  auto text = schedstat_.read();
  auto stat = text ? parseSchedStat(*text) : std::nullopt;
  if (!stat)
    return ThreadSight::Gone;
  Nanoseconds now = monotonicNow();
  bool sameWait = current_ && last_ && last_->switches == stat->switches;
  ThreadSight sight = ThreadSight::Seen;
  std::optional<Wait> next = current_;
  if (!sameWait)
    next = look(space, unwinder, recording, *stat, sight);
  account(recording, next, sameWait, now);
  count(recording, *stat, now);
  return sight;
}

std::optional<ThreadSampler::Wait> ThreadSampler::look(AddressSpace &space, Unwinder &unwinder,
                                                       Recording &recording,
                                                       const SchedStat &before,
                                                       ThreadSight &sight) {
  auto text = syscall_.read();
  if (!text) {
    bool denied = errno == EACCES || errno == EPERM;
    sight = denied ? ThreadSight::Denied : ThreadSight::Gone;
    recording.quality.denied += denied;
    return std::nullopt;
  }
  auto call = parseBlockedCall(*text);
  if (!call || call->stackPointer == 0) {
    recording.threads[index_].runningSamples += text->starts_with("running");
    return std::nullopt;
  }
  if (!space.find(call->programCounter))
    space.reload();
  auto stack = copyStack(space, unwinder, *call, before);
  if (!stack) {
    ++recording.quality.discarded;
    return std::nullopt;
  }
  WaitKind kind = classifyWait(process_, *call);
  std::size_t stackIndex = recording.internStack(std::move(*stack));
  return Wait{recording.internBlocked(index_, stackIndex, kind, call->number), stackIndex};
}

std::optional<RawStack> ThreadSampler::copyStack(const AddressSpace &space, Unwinder &unwinder,
                                                 const BlockedCall &call, const SchedStat &before) {
  StackCopy copy(space, call.stackPointer);
  if (copy.empty() || !unmovedSince(before))
    return std::nullopt;
  RawStack stack = unwinder.unwind(space, call.programCounter, copy);
  if (copy.grown() && !unmovedSince(before))
    return std::nullopt;
  return stack;
}

bool ThreadSampler::unmovedSince(const SchedStat &before) {
  auto text = schedstat_.read();
  auto after = text ? parseSchedStat(*text) : std::nullopt;
  return after && after->switches == before.switches && after->cpuNs == before.cpuNs;
}

/// Time between two looks belongs to both of them, half each: with ticks at random times that is
/// an unbiased estimate. Within one wait it is exact.
void ThreadSampler::account(Recording &recording, std::optional<Wait> next, bool sameWait,
                            Nanoseconds now) {
  Nanoseconds gap = lastTime_ ? now - lastTime_ : 0;
  auto credit = [&](Wait &wait, Nanoseconds length) {
    BlockedTime &entry = recording.blocked[wait.entry];
    wait.length += length;
    entry.totalNs += length;
    entry.longestNs = std::max(entry.longestNs, wait.length);
  };
  if (sameWait) {
    credit(*next, gap);
  } else {
    if (current_)
      credit(*current_, gap / 2);
    if (next) {
      credit(*next, gap / 2);
      ++recording.blocked[next->entry].waits;
    }
  }
  if (next) {
    ++recording.blocked[next->entry].samples;
    StackQuality quality = recording.stacks[next->stack].quality;
    recording.quality.completeStacks += quality == StackQuality::Complete;
    recording.quality.recoveredStacks += quality == StackQuality::Recovered;
    recording.quality.truncatedStacks += quality == StackQuality::Truncated;
  }
  current_ = next;
}

void ThreadSampler::count(Recording &recording, const SchedStat &stat, Nanoseconds now) {
  if (!first_) {
    first_ = stat;
    firstTime_ = now;
  }
  last_ = stat;
  lastTime_ = now;
  ProfileThread &thread = recording.threads[index_];
  bool powerOfTwo = (thread.samples & (thread.samples - 1)) == 0;
  if (powerOfTwo) // threads tend to name themselves soon after they start
    if (std::string name = readThreadName(process_, thread_); !name.empty())
      thread.name = name;
  thread.cpuNs = static_cast<std::int64_t>(stat.cpuNs - first_->cpuNs);
  thread.runQueueNs = static_cast<std::int64_t>(stat.runQueueNs - first_->runQueueNs);
  thread.seenNs = now - firstTime_;
  ++thread.samples;
  ++recording.quality.samples;
}

} // namespace coax::profiler
