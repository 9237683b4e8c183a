// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A project with a unit that is held in the middle of its parse by a header that is a pipe: the
// parser waits until somebody writes to it.
#pragma once

#include "tests/cli/SmallProject.h"

#include <sys/types.h>

namespace coax {

/// Between units that can be read, more.cpp is held.
class HeldProject : public WaitingProject {
public:
  HeldProject();
  ~HeldProject();

  /// Returns when a process reads the pipe: that process; -1 if none does for a minute.
  pid_t waitForReader();

  /// Lets the unit go on.
  void release();

private:
  int writer_ = -1;

  pid_t reader() const;
};

} // namespace coax
