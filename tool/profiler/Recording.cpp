// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tool/profiler/Recording.h"

#include "tool/profiler/WaitClass.h"

namespace coax::profiler {

std::size_t Recording::internStack(RawStack stack) {
  auto [slot, isNew] = stackIndex_.try_emplace(stack, stacks.size());
  if (isNew)
    stacks.push_back(std::move(stack));
  return slot->second;
}

std::size_t Recording::internBlocked(std::size_t thread, std::size_t stack, WaitKind wait,
                                     long syscall) {
  auto [slot, isNew] =
      blockedIndex_.try_emplace(std::tuple(thread, stack, wait, syscall), blocked.size());
  if (isNew) {
    BlockedTime entry;
    entry.thread = thread;
    entry.stack = stack;
    entry.wait = wait;
    entry.syscall = syscallName(syscall);
    blocked.push_back(std::move(entry));
  }
  return slot->second;
}

} // namespace coax::profiler
