// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What this machine takes for a page that a forked process writes to and shares with its parent:
// half a microsecond on hardware, forty times as much on some virtual machines.
#pragma once

namespace coax {

/// Microseconds a page. Measured once a process, by a fork that writes to a megabyte, in some 20
/// milliseconds at worst; infinite if it cannot be measured. Call it before any thread is started.
double copiedPageMicroseconds();

/// Above this, reading the headers of each unit anew costs less than copying what a process that
/// has read them once has in memory (docs/benchmarks.md).
inline constexpr double dearPageMicroseconds = 5.0;

} // namespace coax
