// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The summaries of a synthetic program as another process stores them: this one has seen none of
// their strings when it reads them, as after a start of the tool.
#pragma once

#include "bench/link/SyntheticProgram.h"

#include <string>

#include <sys/types.h>

namespace coax {

class StoredSummaries {
public:
  /// Forks a child that makes the units one after the other.
  explicit StoredSummaries(const SyntheticProgram &synthetic);
  StoredSummaries(const StoredSummaries &) = delete;
  StoredSummaries &operator=(const StoredSummaries &) = delete;
  ~StoredSummaries();

  /// The next unit's bytes, as toBytes() gives them; empty after the last and if the child is lost.
  std::string next();

private:
  pid_t child_ = -1;
  int pipe_ = -1;
};

} // namespace coax
