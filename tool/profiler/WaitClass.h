// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// System call and descriptor ⇒ what the thread waits for.
#pragma once

#include "analyzers/model/Profile.h"
#include "tool/profiler/ProcFs.h"

#include <llvm/ADT/StringRef.h>

namespace coax::profiler {

/// "futex"; "syscall-123" for a number that is not in the table; "page-fault" for -1.
std::string syscallName(long number);

/// The kind that the call's number alone tells. Other where that depends on a descriptor.
WaitKind kindOfSyscall(long number);

/// True if the call's first argument is a descriptor and decides what it waits for (read, write…).
bool dependsOnDescriptor(long number);

/// From the text of the link /proc/PID/fd/N: "socket:[1]", "pipe:[1]", "/dev/pts/0", a path.
WaitKind kindOfDescriptor(llvm::StringRef link);

/// All of it. Looks the descriptor up under /proc/PID/fd where the call needs it.
WaitKind classifyWait(pid_t process, const BlockedCall &call);

} // namespace coax::profiler
