// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profile ⇒ the places in user code where its threads waited, and what each wait means for a
// program on an event loop. Pure: no IO, cannot fail.
#pragma once

#include "analyzers/model/Profile.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace coax {

/// What a wait means.
enum class WaitRole {
  Blocking,  ///< it holds up a thread that has work to do
  Parked,    ///< an event loop without events, or a pool thread without work: idle
  Offloaded, ///< on a thread of the coax pool: off the loop, still waiting
};

std::string_view nameOf(WaitRole role);

/// Where user code waits. For people and for comparison; the callee is what it called there.
struct Site {
  std::string function;  ///< qualified name of the enclosing named function
  std::string signature; ///< the symbol as it stands in the profile
  std::string file;      ///< empty without debug information
  unsigned line = 0, column = 0;
  std::string callee; ///< qualified name, "recv"; the system call if nothing was called

  auto operator<=>(const Site &) const = default;
};

/// Answers questions about the stacks of one profile, which must outlive it.
class SiteFinder {
public:
  explicit SiteFinder(const Profile &profile);

  /// Position in `stack.frames` of the innermost frame of user code; none if there is no such
  /// frame.
  std::optional<std::size_t> userFrame(const ProfileStack &stack) const;

  /// The site of a wait; nothing if its stack has no user code.
  std::optional<Site> siteOf(const BlockedTime &blocked) const;

  WaitRole roleOf(const BlockedTime &blocked) const;

  /// Whether the wait held up an event loop: it happened inside of a loop of the coax runtime, or
  /// on a thread that parks as one.
  bool onLoop(const BlockedTime &blocked) const;

  /// The C library, the language's library, the loader, other libraries of the system.
  bool isSystem(std::size_t frame) const { return origins_[frame] == Origin::System; }

  /// The coax runtime that a migrated program runs on.
  bool isRuntime(std::size_t frame) const {
    return origins_[frame] != Origin::System && origins_[frame] != Origin::User;
  }

private:
  /// Whose code a frame is; the parts of the runtime that matter have their own.
  enum class Origin { User, System, Runtime, Loop, Pool, Job, Bridge };

  Origin originOf(const ProfileFrame &frame) const;
  bool looksSystem(const ProfileFrame &frame, const std::string &name) const;
  bool contains(const BlockedTime &blocked, Origin origin) const;

  const Profile &profile_;
  std::set<std::string> modulesWithLines_; ///< built with debug information
  std::vector<Origin> origins_;            ///< by frame
  std::vector<bool> parksAsLoop_;          ///< by thread
};

} // namespace coax
