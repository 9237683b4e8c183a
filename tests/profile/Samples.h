// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small profiles for tests, written as stacks of frames.
#pragma once

#include "analyzers/model/Profile.h"

#include <string>
#include <vector>

namespace coax {

inline ProfileFrame libraryFrame(const std::string &function) {
  return {function, "", 0, 0, "/usr/lib/libc.so.6", 0, false};
}

inline ProfileFrame userFrame(const std::string &function, const std::string &file, unsigned line,
                              unsigned column = 0) {
  return {function, file, line, column, "/home/me/project/prog", 0, false};
}

inline ProfileFrame runtimeFrame(const std::string &function) {
  return {function, "/opt/coax/include/coax/run.hpp", 10, 1, "/home/me/project/prog", 0, false};
}

/// Collects waits into a profile; each has its own stack.
class ProfileBuilder {
public:
  std::size_t thread(const std::string &name) {
    ProfileThread thread;
    thread.thread = static_cast<int>(100 + profile_.threads.size());
    thread.name = name;
    profile_.threads.push_back(thread);
    return profile_.threads.size() - 1;
  }

  /// Adds a wait of `milliseconds` in `syscall`; innermost frame first.
  ProfileBuilder &wait(std::size_t thread, WaitKind kind, const std::string &syscall,
                       std::int64_t milliseconds, const std::vector<ProfileFrame> &frames) {
    ProfileStack stack;
    for (const ProfileFrame &frame : frames) {
      stack.frames.push_back(profile_.frames.size());
      profile_.frames.push_back(frame);
    }
    profile_.stacks.push_back(std::move(stack));
    BlockedTime blocked;
    blocked.thread = thread;
    blocked.stack = profile_.stacks.size() - 1;
    blocked.wait = kind;
    blocked.syscall = syscall;
    blocked.totalNs = blocked.longestNs = milliseconds * 1'000'000;
    blocked.waits = blocked.samples = 1;
    profile_.blocked.push_back(std::move(blocked));
    return *this;
  }

  const Profile &profile() const { return profile_; }

private:
  Profile profile_;
};

} // namespace coax
